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

    func run() async throws {
        let home = try Home(environment: ProcessInfo.processInfo.environment)
        let server = LocalServer(home: home)
        if let record = server.running() {
            Console.error.print("The server runs already: \(record.url)")
            return
        }
        let (record, firstPassword) = try await server.start(host: host, port: port)
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
}
