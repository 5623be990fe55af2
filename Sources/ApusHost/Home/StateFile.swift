import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A small JSON file that only its owner can read, which several processes may change at once.
struct StateFile<Value: Codable> {
    let path: FilePath

    init(_ path: FilePath) { self.path = path }

    /// The value, or `nil` when there is no file.
    /// - Throws: ``ApusError`` with `.corrupted`.
    func read() throws(ApusError) -> Value? {
        guard let data = FileManager.default.contents(atPath: path.string) else { return nil }
        do {
            return try CanonicalJSON.decode(Value.self, from: data)
        } catch {
            throw ApusError(
                .corrupted, "the file \(path) cannot be read", hint: "mend it, or remove it to start afresh",
                cause: error)
        }
    }

    /// Replaces the value by the changed one. Processes that do this at once wait for each other.
    func change(orElse initial: Value, _ body: (inout Value) -> Void) throws(ApusError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let lock = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            try lock.closeAfter {
                while flock(lock.rawValue, LOCK_EX) != 0 {
                    if errno != EINTR { throw Errno(rawValue: errno) }
                }
                var value = try read() ?? initial
                body(&value)
                try write(value)
            }
        } catch let error as ApusError {
            throw error
        } catch let errno as Errno {
            throw ApusError(errno, "the file \(path) cannot be written", path: path)
        } catch {
            throw ApusError(.forbidden, "the file \(path) cannot be written", hint: "ls -ld \(folder)", cause: error)
        }
    }

    /// Replaces the file in one step.
    private func write(_ value: Value) throws {
        let temporary = folder.appending(".\(Identifier<Project>.make()).tmp")
        let descriptor = try FileDescriptor.open(
            temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        do {
            try descriptor.closeAfter { _ = try descriptor.writeAll(CanonicalJSON.encode(value)) }
            if rename(temporary.string, path.string) != 0 { throw Errno(rawValue: errno) }
        } catch {
            unlink(temporary.string)
            throw error
        }
    }

    private var folder: FilePath { path.removingLastComponent() }
}
