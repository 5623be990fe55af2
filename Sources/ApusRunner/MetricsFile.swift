import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// The file to whose end a step's command writes what it measured, a ``/ApusModel/MetricLine`` at a time.
struct MetricsFile: Sendable {
    /// What the file says.
    struct Contents: Hashable, Sendable {
        /// Sorted by name; `nil` for none.
        var series: [MetricSeries]?
        /// What is wrong with the file, in sentences.
        var remarks: [String] = []
    }

    /// Nothing after so many bytes is read.
    static let longest: Int64 = 64 << 20
    private static let pieceLength = 256 << 10

    let path: FilePath

    /// Makes the file, empty.
    func make() throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try file.close()
    }

    /// Reads what the command wrote, with bounded memory. A file that cannot be read is remarked upon and nothing else.
    func contents() async -> Contents {
        do {
            return try await blocking { try read() }
        } catch {
            let reason = (error as? ApusError)?.summary ?? "\(error)"
            return Contents(remarks: ["$\(EnvironmentName.metrics) cannot be read: \(reason)"])
        }
    }

    private func read() throws -> Contents {
        var count = MetricCount()
        // Whatever the command put there must not keep the runner: a FIFO would, a link may lead anywhere.
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
        } catch Errno.noSuchFileOrDirectory {
            return Contents()
        }
        return try file.closeAfter {
            var status = stat()
            guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
            if status.st_mode & S_IFMT != S_IFREG { throw ApusError(.invalidArgument, "it is no file") }
            let size = Int64(status.st_size)
            var lines = LineDecoder()
            var rest = min(size, Self.longest)
            var piece = Data(count: Self.pieceLength)
            while rest > 0 {
                let length = try piece.withUnsafeMutableBytes {
                    try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0.prefix(Int(rest))))
                }
                if length == 0 { break }
                rest -= Int64(length)
                for line in lines.append(piece.prefix(length)) { count.add(line) }
            }
            let isCut = size > Self.longest
            if let line = lines.finish(), !isCut { count.add(line) }
            return count.contents(isCut: isCut)
        }
    }
}

/// What the lines of a file add up to.
private struct MetricCount {
    private var sampler = MetricSampler()
    private var lines = 0
    private var unreadable = 0
    private var firstUnreadable = 0

    mutating func add(_ text: String) {
        lines += 1
        if text.allSatisfy(\.isWhitespace) { return }
        if let line = MetricLine(text) {
            sampler.add(MetricPoint(line.value, at: line.at), to: line.name)
        } else {
            if unreadable == 0 { firstUnreadable = lines }
            unreadable += 1
        }
    }

    func contents(isCut: Bool) -> MetricsFile.Contents {
        let (series, variable) = (sampler.series, "$\(EnvironmentName.metrics)")
        var contents = MetricsFile.Contents(series: series.isEmpty ? nil : series)
        if unreadable > 0 {
            let form = #"{"name":"loss","value":0.3,"at":3}"#
            contents.remarks.append(
                unreadable == 1
                    ? "line \(firstUnreadable) of \(variable) is not of the form \(form)"
                    : "\(unreadable) lines of \(variable) are not of the form \(form), "
                        + "the first is line \(firstUnreadable)")
        }
        if sampler.leftOut > 0 {
            contents.remarks.append(
                "\(variable) has more than \(MetricSeries.mostNames) names, \(sampler.leftOut) values are left out")
        }
        if isCut { contents.remarks.append("\(variable) is read for its first \(MetricsFile.longest >> 20) MiB only") }
        return contents
    }
}
