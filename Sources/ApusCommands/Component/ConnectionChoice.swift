import ApusCore
import ApusHost
import ApusModel

/// Lets a person choose how a component is reached: among the connectors that work, and what they reach.
struct ConnectionChoice {
    private let session: Session
    private let component: Component
    private let dialog: Dialog

    /// - Throws: ``ApusError`` with `.invalidArgument` when there is no terminal to ask at.
    init(_ session: Session, for component: Component) throws(ApusError) {
        self.session = session
        self.component = component
        dialog = try Dialog.required()
    }

    /// - Parameters:
    ///   - connector: the connector, when it is chosen already.
    ///   - resource: the resource, when it is chosen already.
    /// - Throws: ``ApusError`` with `.unsupported` when the flavor takes no connector, `.notFound` when no connector
    ///   works.
    func ask(connector: String?, resource: String?) async throws -> (connector: String, resource: String) {
        let flavor = try session.registry.flavor(component.flavor, of: component.type)
        guard let type = flavor.connectorResource else {
            throw ApusError(
                .unsupported, "\(component.type) flavor '\(flavor.name)' takes no service connector",
                hint: "connect a component of another flavor")
        }
        let reached = try await session.connectors.listResources(
            ConnectorService.ResourceQuery(resourceType: type, resourceID: resource)
        ).filter { $0.error == nil && !$0.resources.isEmpty && (connector ?? $0.connector.name) == $0.connector.name }
        if reached.isEmpty {
            throw ApusError(
                .notFound, "no service connector reaches a \(type)",
                hint: "apus service-connector list-resources --resource-type \(type)")
        }
        let chosen = try dialog.choose("service connector", among: reached.map(\.connector.name))
        let resources = reached.filter { $0.connector.name == chosen }.flatMap(\.resources)
        return (chosen, try resource ?? dialog.choose("resource", among: resources))
    }
}
