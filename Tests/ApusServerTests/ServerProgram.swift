import ApusClient
import ApusHTTP
import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

/// The program `apus-server` of this build, on a port of its own.
struct ServerProgram: Sendable {
    let process: Int32
    let url: String
    let data: FilePath
    /// Open as long as the server may write to it.
    private let log: FileDescriptor

    /// Returns once it listens.
    /// - Parameter options: in place of a port and the data folder.
    static func start(data: FilePath, options: [String]? = nil) throws -> ServerProgram {
        let program = BuildFolder.path.appending("apus-server")
        let nothing = try FileDescriptor.open("/dev/null", .readWrite, options: .closeOnExec)
        defer { try? nothing.close() }  // nothing was written
        let ends = try FileDescriptor.pipe()
        defer { try? ends.writeEnd.close() }  // the child has its own
        for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        let child = try ChildProcess(
            program, arguments: [program.string] + (options ?? ["--port", "0", "--data", data.string]),
            environment: ProcessInfo.processInfo.environment, descriptors: [nothing, nothing, ends.writeEnd],
            leading: .session)
        let mark = "listening on "
        var line: [UInt8] = []
        var buffer: [UInt8] = [0]
        while true {
            let count = try buffer.withUnsafeMutableBytes { try ends.readEnd.read(into: $0) }
            let text = String(decoding: line, as: UTF8.self)
            if count == 0 { throw ApusError(.unavailable, "apus-server ended", reason: text) }
            if buffer[0] != UInt8(ascii: "\n") {
                line += buffer
            } else if text.hasPrefix(mark) {
                return ServerProgram(
                    process: child.id, url: String(text.dropFirst(mark.count)), data: data, log: ends.readEnd)
            } else {
                line = []
            }
        }
    }

    /// Starts it and waits for its end.
    /// - Returns: what it said.
    static func refusal(of options: [String], in folder: FilePath) throws -> String {
        let program = BuildFolder.path.appending("apus-server")
        let said = folder.appending("said")
        let file = try FileDescriptor.open(
            said, .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        let child = try file.closeAfter {
            try ChildProcess(
                program, arguments: [program.string] + options, environment: ProcessInfo.processInfo.environment,
                descriptors: [file, file, file], leading: .session)
        }
        var status: Int32 = 0
        while waitpid(child.id, &status, 0) < 0 { if errno != EINTR { throw Errno(rawValue: errno) } }
        return try String(contentsOfFile: said.string, encoding: .utf8)
    }

    /// The API key that the first start made.
    func apiKey() throws -> SecretString {
        let key = try Data(contentsOf: URL(filePath: data.appending("api-key").string))
        return SecretString(String(decoding: key, as: UTF8.self).trimmed)
    }

    func store(_ client: CurlHTTPClient) throws -> RemoteStore {
        try RemoteStore(url: url, token: apiKey(), client: PatientClient(client: client), retries: .none)
    }

    /// Sends the signal, and waits for the end.
    /// - Returns: what `waitpid` says.
    func end(_ signal: Int32) throws -> Int32 {
        kill(process, signal)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { throw Errno(rawValue: errno) } }
        try log.close()
        return status
    }
}
