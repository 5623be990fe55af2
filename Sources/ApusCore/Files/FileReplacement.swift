public import ApusModel
public import FoundationEssentials
import Glibc
public import SystemPackage

/// Puts new files in the place of old ones.
public enum FileReplacement {
    /// Puts `data` in the place of the file at `path`, all or nothing, for its owner alone to read; folders above it
    /// are made. A symbolic link stays one: what it leads to is replaced.
    /// - Throws: ``/ApusModel/ApusError`` as ``/ApusModel/ApusError/init(_:_:path:)`` makes it.
    public static func write(_ data: Data, to path: FilePath) throws(ApusError) {
        // What is no link leads nowhere else.
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path.string)
        let target = link.map { path.removingLastComponent().pushing(FilePath($0)) } ?? path
        let draft = target.removingLastComponent().appending(".\(Identifier<FileReplacement>.make()).tmp")
        do {
            try FileManager.default.createDirectory(
                atPath: target.removingLastComponent().string, withIntermediateDirectories: true)
            let descriptor = try FileDescriptor.open(
                draft, .writeOnly, options: [.create, .exclusiveCreate, .truncate], permissions: [.ownerReadWrite])
            try descriptor.closeAfter { _ = try descriptor.writeAll(data) }
            guard rename(draft.string, target.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            try? FileManager.default.removeItem(atPath: draft.string)  // the failure before counts
            if let number = error as? Errno { throw ApusError(number, "'\(path)' cannot be written", path: path) }
            throw ApusError(
                .forbidden, "'\(path)' cannot be written", hint: "check it with: ls -ld \(path)", cause: error)
        }
    }
}
