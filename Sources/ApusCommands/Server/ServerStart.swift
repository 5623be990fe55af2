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
        let record = try await server.start(host: host, port: port)
        if let key = server.apiKey() { try home.saveAPIKey(key, for: record.url) }
        Console.error.print(["The server listens on \(record.url).", "To use it: apus login \(record.url)"])
    }
}
