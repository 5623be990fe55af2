import ApusHost
import ApusModel
import ArgumentParser

struct StackConnect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "Reach every component of a stack that can use it through a connector.")

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @Option(name: .shortAndLong, help: "The service connector.")
    var connector: String
    @Option(name: .shortAndLong, help: "Which of the connector's resources.")
    var resourceID: String?

    func run() async throws {
        let session = try await Session.open()
        let name = try await session.stack(named: name).stack.name
        for component in try await session.stacks.connect(name, to: connector, resource: resourceID) {
            let resource = component.connector.map { "\($0.resourceType) '\($0.resourceID)'" } ?? ""
            Console.error.print(
                "Connected \(component.type) '\(component.name)' to \(resource) through '\(connector)'.")
        }
    }
}
