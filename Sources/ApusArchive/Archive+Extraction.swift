import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

extension Archive {
    static func extractNow(_ file: FilePath, into folder: FilePath) throws {
        try withUTF8Names {
            let reader = try ArchiveReader(file)
            try makeFolder(folder)
            var links: [(path: String, target: String)] = []
            while try reader.next() {
                let path = try reader.path()
                if path == "." { continue }
                guard isPlain(path) else { throw reader.damaged("the entry '\(path)' would leave the folder") }
                let place = folder.appending(path)
                switch try reader.content() {
                case .folder:
                    try makeFolder(place)
                case .file:
                    try makeFolder(place.removingLastComponent())
                    try extractFile(from: reader, to: place)
                case .link(let target):
                    if let problem = LinkTarget.problem(of: target, at: path) {
                        throw reader.damaged("in the entry '\(path)': \(problem)")
                    }
                    links.append((path, target))
                case nil:
                    throw reader.damaged("the entry '\(path)' is neither a file nor a folder nor a symbolic link")
                }
            }
            // Last, so that no entry is written through a link.
            for link in links {
                let place = folder.appending(link.path)
                try makeFolder(place.removingLastComponent())
                if symlink(link.target, place.string) == 0 { continue }
                let number = Errno(rawValue: errno)
                if number == .fileExists { throw reader.damaged("'\(place)' is there already") }
                throw ApusError(number, "the symbolic link '\(place)' cannot be made", path: place)
            }
        }
    }

    private static func extractFile(from reader: ArchiveReader, to place: FilePath) throws {
        let descriptor = try attempt("'\(place)' cannot be made", place) {
            do {
                return try FileDescriptor.open(
                    place, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                    permissions: reader.isExecutable
                        ? [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
                        : [.ownerReadWrite, .groupRead, .otherRead])
            } catch Errno.fileExists {
                throw reader.damaged("'\(place)' is there already")
            }
        }
        try descriptor.closeAfter {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
            defer { buffer.deallocate() }
            while true {
                let count = try reader.read(into: buffer)
                if count == 0 { return }
                try attempt("'\(place)' cannot be written", place) {
                    _ = try descriptor.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        }
    }

    private static func makeFolder(_ place: FilePath) throws {
        do {
            try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
        } catch {
            throw ApusError(.unavailable, "the folder '\(place)' cannot be made", cause: error)
        }
    }
}
