import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ServerLogs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Print the log of the server of this machine since it last started.")

    func run() throws {
        let server = LocalServer(home: try Home(environment: ProcessInfo.processInfo.environment))
        guard let data = FileManager.default.contents(atPath: server.log.string) else {
            throw ApusError(.notFound, "there is no log of a server", hint: "apus server start")
        }
        Console.output.print(String(decoding: data, as: UTF8.self).trimmed)
    }
}
