public import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

extension Home {
    /// The user's choices; those of a new user when there are none yet.
    /// - Throws: ``ApusError`` with `.corrupted` when the file is not what it has to be.
    public func userState() throws(ApusError) -> UserState {
        try read(UserState.self, from: stateFile) ?? UserState()
    }

    /// Keeps the user's choices.
    public func save(_ state: UserState) throws(ApusError) {
        try write(state, to: stateFile)
    }

    /// The API key for the server at `url`, or `nil` when none was kept.
    public func apiKey(for url: String) throws(ApusError) -> SecretString? {
        try read([String: String].self, from: credentialsFile)?[url].map { SecretString($0) }
    }

    /// Keeps the API key for the server at `url` in a file that only the user can read; `nil` forgets it.
    public func saveAPIKey(_ key: SecretString?, for url: String) throws(ApusError) {
        var keys = try read([String: String].self, from: credentialsFile) ?? [:]
        keys[url] = key?.revealed()
        try write(keys, to: credentialsFile)
    }

    private func read<Value: Decodable>(_ type: Value.Type, from file: FilePath) throws(ApusError) -> Value? {
        guard let data = FileManager.default.contents(atPath: file.string) else { return nil }
        do {
            return try CanonicalJSON.decode(type, from: data)
        } catch {
            throw ApusError(
                .corrupted, "the file \(file) cannot be read", hint: "mend it, or remove it to start afresh", cause: error)
        }
    }

    /// Replaces `file` in one step, readable by its owner only.
    private func write(_ value: some Encodable, to file: FilePath) throws(ApusError) {
        let temporary = file.removingLastComponent().appending(".\(Identifier<UserState>.make()).tmp")
        do {
            try FileManager.default.createDirectory(
                atPath: path.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            try descriptor.closeAfter { _ = try descriptor.writeAll(CanonicalJSON.encode(value)) }
            if rename(temporary.string, file.string) != 0 { throw Errno(rawValue: errno) }
        } catch let errno as Errno where errno == .noSpace {
            throw ApusError(.storageFull, "\(file) cannot be written", reason: "the disk is full", hint: "df -h \(path)")
        } catch {
            throw ApusError(.forbidden, "\(file) cannot be written", hint: "ls -ld \(path)", cause: error)
        }
    }
}
