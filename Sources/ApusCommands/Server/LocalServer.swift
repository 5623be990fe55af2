import ApusHost
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// The server that `apus server start` runs on this machine: a process, its data folder, and a record of it.
struct LocalServer {
    /// What is kept about the process.
    struct Record: Codable {
        var process: Int32
        /// Clock ticks since boot at its start; with the number, it names the process for good.
        var startedAt: String
        var url: String
    }

    let folder: FilePath

    init(home: Home) { folder = home.server }

    var log: FilePath { folder.appending("server.log") }
    private var recordFile: FilePath { folder.appending("process.json") }

    /// The running server, or `nil`.
    func running() -> Record? {
        guard let data = FileManager.default.contents(atPath: recordFile.string),
            let record = try? CanonicalJSON.decode(Record.self, from: data)  // a damaged record describes no process
        else { return nil }
        return ProcessMark.startedAt(record.process) == record.startedAt ? record : nil
    }

    /// The API key that the server made when it first started.
    func apiKey() -> SecretString? {
        FileManager.default.contents(atPath: folder.appending("api-key").string)
            .map { SecretString(String(decoding: $0, as: UTF8.self).trimmed) }
    }

    /// Starts the program and waits until it listens.
    /// - Parameter arguments: more of them.
    /// - Returns: the process, and at the first start the password of the account `admin`, which nobody can find out
    ///   later.
    /// - Throws: ``ApusError`` with `.unavailable` when it ends instead, with the last line of its log.
    func start(
        host: String, port: Int, arguments: [String] = []
    ) async throws -> (record: Record, firstPassword: SecretString?) {
        try FileManager.default.createDirectory(
            atPath: folder.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let process = try launch(
            [
                "--host", host, "--port", String(port), "--data", folder.string, "--password-file",
                firstPasswordFile.string,
            ] + arguments)
        guard let url = try await address(of: process), let startedAt = ProcessMark.startedAt(process) else {
            throw ApusError(
                .unavailable, "apus-server does not start", reason: logLines().last, hint: "see \(log)")
        }
        let record = Record(process: process, startedAt: startedAt, url: url)
        try CanonicalJSON.encode(record).write(to: URL(filePath: recordFile.string), options: .atomic)
        return (record, try takeFirstPassword())
    }

    private var firstPasswordFile: FilePath { folder.appending("first-password") }

    private func takeFirstPassword() throws -> SecretString? {
        guard let data = FileManager.default.contents(atPath: firstPasswordFile.string) else { return nil }
        try FileManager.default.removeItem(atPath: firstPasswordFile.string)
        return SecretString(String(decoding: data, as: UTF8.self))
    }

    /// Ends the process and waits until it is gone.
    func stop(_ record: Record) async throws {
        kill(record.process, SIGTERM)
        let deadline = ContinuousClock.now + .seconds(20)
        while running() != nil {
            if ContinuousClock.now > deadline { kill(record.process, SIGKILL) }
            try await Task.sleep(for: .milliseconds(20))
        }
        try FileManager.default.removeItem(atPath: recordFile.string)
    }

    /// Starts the program in a session of its own, so that it outlives this one; its log is begun anew.
    private func launch(_ arguments: [String]) throws -> Int32 {
        let program = Programs.folder.appending("apus-server")
        do {
            let nothing = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
            let log = try FileDescriptor.open(
                log, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
            return try nothing.closeAfter {
                try log.closeAfter {
                    try ChildProcess(
                        program, arguments: [program.string] + arguments,
                        environment: ProcessInfo.processInfo.environment,
                        descriptors: [nothing, log, log], leading: .session
                    ).id
                }
            }
        } catch let error as Errno where error == .noSuchFileOrDirectory {
            throw ApusError(
                .notFound, "the program '\(program)' is missing", reason: "it comes with apus", hint: "swift build",
                cause: error)
        }
    }

    /// What the server says once it listens, or `nil` when the process ends first.
    private func address(of process: Int32) async throws -> String? {
        let mark = "listening on "
        while waitpid(process, nil, WNOHANG) == 0 {
            if let line = logLines().last(where: { $0.hasPrefix(mark) }) { return line.dropFirst(mark.count).trimmed }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func logLines() -> [String] {
        let data = FileManager.default.contents(atPath: log.string) ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
