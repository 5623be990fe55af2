import ApusAPI
import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ServerStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the server in the background; one that runs already is left alone.")

    @Option(help: "The address to listen on. Pods need one that they can reach.")
    var host = "127.0.0.1"
    @Option(help: "The port; 0 for any that is free.")
    var port = 8237

    @Option(help: "A namespace whose pods are known by tokens of their service accounts; may be given several times.")
    var trustNamespace: [String] = []
    @Option(help: "The kubeconfig's context of the cluster that says whose such a token is.")
    var trustContext: String?

    func validate() throws {
        if trustNamespace.isEmpty != (trustContext == nil) {
            throw ValidationError("--trust-namespace and --trust-context go together")
        }
    }

    func run() async throws {
        let home = try Home(environment: ProcessInfo.processInfo.environment)
        let server = LocalServer(home: home)
        if let record = server.running() {
            Console.error.print("The server runs already: \(record.url)")
            return
        }
        let (record, firstPassword) = try await server.start(host: host, port: port, arguments: trust)
        let kept = try home.apiKey(for: record.url).flatMap { CredentialKind(of: $0) }
        if kept != .login, let key = server.apiKey() { try home.saveAPIKey(key, for: record.url) }
        Console.error.print("The server listens on \(record.url).")
        if let firstPassword {
            Console.error.report([
                "Account '\(Account.firstName)' has the password \(firstPassword.revealed()), "
                    + "which is not shown again."
            ])
        }
        Console.error.print("To use it: apus login \(record.url)")
    }

    private var trust: [String] {
        trustNamespace.flatMap { ["--trust-namespace", $0] } + (trustContext.map { ["--trust-context", $0] } ?? [])
    }
}
