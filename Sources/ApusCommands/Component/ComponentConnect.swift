import ApusHost
import ApusModel
import ArgumentParser

struct ComponentConnect<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "connect", abstract: "Reach a component through a service connector, after verifying it.")
    }

    @Argument(help: "The component's name; the active stack's component without one.")
    var name: String?
    @Option(name: .shortAndLong, help: "The service connector.")
    var connector: String?
    @Option(name: .shortAndLong, help: "Which of the connector's resources.")
    var resourceID: String?
    @Flag(name: .shortAndLong, help: "Ask which connector and which resource; on a terminal only.")
    var interactive = false

    func run() async throws {
        let session = try await Session.open()
        let found = try await session.component(named: name, of: Kind.type)
        let (connector, resource) = try await way(to: found, session)
        let component = try await session.components.connect(
            found.name, of: Kind.type, to: connector, resource: resource)
        let reached = component.connector.map { "\($0.resourceType) '\($0.resourceID)'" } ?? ""
        Console.error.print("Connected \(Kind.type) '\(found.name)' to \(reached) through '\(connector)'.")
    }

    private func way(to component: Component, _ session: Session) async throws -> (String, String?) {
        if interactive {
            return try await ConnectionChoice(session, for: component).ask(connector: connector, resource: resourceID)
        }
        if let connector { return (connector, resourceID) }
        throw ApusError(
            .invalidArgument, "no service connector is given",
            hint: "apus \(Kind.type.commandName) connect \(component.name) --connector NAME; "
                + "apus service-connector list has them")
    }
}
