import ApusCore
import ApusModel
import ApusWire
import CLinux
import FoundationEssentials
import Glibc
import SystemPackage

/// Copies of outputs that wait on this machine for the steps that take them: each is for one step, which may do with it
/// what it likes.
///
/// A copy is made while the output is hashed, so that the step that takes it need neither copy nor hash it again. What is
/// not as it should be is as good as none: the artifact store has the content, and is where all others get it.
struct SpareCopies: Sendable {
    let outputs: SpareOutputs

    private var folder: FilePath { outputs.folder }

    /// Copies a file that nobody writes to, unless it is so short that nothing is gained, or there is little room.
    /// - Returns: the copy, which has yet to be offered.
    func copy(_ file: FilePath) async -> FilePath? {
        guard let size = FileStatus(file)?.size, size >= Self.shortest else { return nil }
        let copy = folder.appending(UUID().uuidString)
        do {
            try await fill(copy, from: file, size)
            return copy
        } catch {
            unlink(copy.string)  // whatever it was: the store has the content
            return nil
        }
    }

    private func fill(_ copy: FilePath, from file: FilePath, _ size: Int64) async throws {
        let (source, target) = try await blocking { try open(file, copy, size) }
        defer {
            Glibc.close(source.rawValue)
            Glibc.close(target.rawValue)
        }
        var rest = size
        while rest > 0 {
            try Task.checkCancellation()
            let wanted = Int(min(rest, Self.pieceLength))
            let count = try await blocking { apus_copy_range(source.rawValue, target.rawValue, wanted) }
            guard count > 0 else { throw Errno.notSupported }
            rest -= Int64(count)
        }
    }

    /// Lets a step have a copy of what has that digest.
    func offer(_ copy: FilePath, of digest: ContentDigest) {
        guard let status = FileStatus(copy), rename(copy.string, place(digest, status).string) == 0 else {
            unlink(copy.string)
            return
        }
    }

    /// Puts a copy at `place`, where nothing is yet, if there is one that has not changed since it was made.
    /// - Returns: whether it is there.
    func take(_ artifact: Artifact, to place: FilePath) -> Bool {
        if artifact.size < Self.shortest { return false }
        let prefix = artifact.digest.hexadecimal + "."
        // Without the folder there are no copies.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let copy = folder.appending(name)
            // Another step may have been faster.
            guard rename(copy.string, place.string) == 0 else { continue }
            if let status = FileStatus(place), status.isOwn, status.size == artifact.size,
                name == prefix + status.mark, chmod(place.string, Self.modeOfInputs) == 0
            {
                return true
            }
            unlink(place.string)
        }
        return false
    }

    private func place(_ digest: ContentDigest, _ status: FileStatus) -> FilePath {
        folder.appending("\(digest.hexadecimal).\(status.mark)")
    }

    private func open(
        _ file: FilePath, _ copy: FilePath, _ size: Int64
    ) throws -> (source: FileDescriptor, target: FileDescriptor) {
        mkdir(folder.string, S_IRWXU)  // it may be there
        var room = statvfs()
        guard statvfs(folder.string, &room) == 0, Int64(room.f_bavail) * Int64(room.f_frsize) / Self.leastRoom >= size
        else { throw Errno.noSpace }
        let source = try FileDescriptor.open(file, .readOnly, options: [.noFollow, .closeOnExec])
        do {
            let target = try FileDescriptor.open(
                copy, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerRead)
            return (source, target)
        } catch {
            Glibc.close(source.rawValue)
            throw error
        }
    }

    /// Shorter ones are hashed before a copy has been found.
    private static let shortest: Int64 = 4 << 20
    private static let pieceLength: Int64 = 64 << 20
    /// So many times the size of a copy has to be free.
    private static let leastRoom: Int64 = 4
    private static let modeOfInputs = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH
}
