import ApusHost
import ArgumentParser
import FoundationEssentials

struct ServerStop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the server of this machine. Its data stays.")

    func run() async throws {
        let server = LocalServer(home: try Home(environment: ProcessInfo.processInfo.environment))
        guard let record = server.running() else {
            Console.error.print("No server of 'apus server start' runs.")
            return
        }
        try await server.stop(record)
        Console.error.print("The server has stopped.")
    }
}
