import ApusAPI
import ApusClient
import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Use the server at URL for stacks and runs from now on.",
        discussion: """
            The API key comes from --api-key-file, else from APUS_API_KEY, else from the server that \
            'apus server start' runs on this machine.
            """)

    @Argument(help: "Such as http://10.244.0.1:8237.")
    var url: String
    @Option(help: "A file that holds the API key; - for standard input.")
    var apiKeyFile: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let home = try Home(environment: environment)
        let address = try Self.address(url)
        let key = try key(for: address, home, environment)
        let connection = try ServerConnection(url: address, key: key)
        let server = try await connection.store.info()
        _ = try await connection.store.stacks()
        try home.saveAPIKey(key, for: address)
        try home.changeUserState { $0.server = address }
        Console.error.print("Stacks and runs are kept by \(address) (version \(server.version)) from now on.")
    }

    private func key(for url: String, _ home: Home, _ environment: [String: String]) throws -> SecretString {
        if let apiKeyFile {
            let key = try Self.firstLine(of: apiKeyFile == "-" ? "/dev/stdin" : FilePath(apiKeyFile))
            if !key.isEmpty { return SecretString(key) }
            throw ApusError(
                .invalidArgument, "the file '\(apiKeyFile)' holds no API key", reason: "its first line is empty")
        }
        if let given = environment["APUS_API_KEY"], !given.isEmpty { return SecretString(given) }
        let local = LocalServer(home: home)
        if local.running()?.url == url, let key = local.apiKey() { return key }
        if let kept = try home.apiKey(for: url) { return kept }
        throw ApusError(
            .unauthorized, "there is no API key for \(url)",
            reason: "it is not the server of 'apus server start' on this machine",
            hint: "apus login \(url) --api-key-file FILE")
    }

    /// The file may be a pipe.
    private static func firstLine(of path: FilePath) throws(ApusError) -> String {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                let text = String(decoding: bytes.prefix(count), as: UTF8.self)
                return text.split(separator: "\n").first.map { String($0).trimmed } ?? ""
            }
        } catch {
            throw ApusError(.notFound, "the file '\(path)' cannot be read", hint: "ls -l \(path)", cause: error)
        }
    }

    /// `text` as the base of the server's URLs, without a slash at the end.
    private static func address(_ text: String) throws(ApusError) -> String {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parsed = URL(string: trimmed), ["http", "https"].contains(parsed.scheme), parsed.host() != nil else {
            throw ApusError(
                .invalidArgument, "'\(text)' is no URL of a server", hint: "apus login http://127.0.0.1:8237")
        }
        return trimmed
    }
}
