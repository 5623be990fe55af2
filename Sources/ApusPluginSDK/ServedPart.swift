import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Logging
import Synchronization
import SystemPackage

/// A component or a connector that a host opened.
final class ServedPart: Sendable {
    private enum Subject: Sendable {
        case component(any StackComponent)
        case connector(any ServiceConnector)
    }

    private let subject: Subject
    private let watching = Mutex<Task<Void, any Error>?>(nil)

    /// - Throws: what making it throws.
    init(_ arguments: [String: JSONValue], _ registry: FlavorRegistry, _ logger: Logger) throws {
        let options = arguments["options"]?.objectValue ?? [:]
        let name = try arguments.text("name")
        if let type = arguments["connectorType"]?.stringValue {
            let method = try registry.connectorType(type).authMethod(arguments.text("authMethod"))
            let (plain, secrets) = method.schema.separatingSecrets(options)
            let connector = Connector(
                name: name, type: type, authMethod: method.name, resourceTypes: [],
                resourceID: arguments["resource"]?.stringValue, configuration: plain,
                secretOptions: secrets.keys.sorted(), createdAt: Date())
            subject = .connector(
                try method.make(ConnectorContext(connector: connector, secrets: secrets, logger: logger)))
            return
        }
        let type = ComponentType(rawValue: try arguments.text("type"))
        let flavor = try registry.flavor(arguments.text("flavor"), of: type)
        let (plain, secrets) = flavor.schema.separatingSecrets(options)
        let component = Component(
            type: type, name: name, flavor: flavor.name, configuration: plain, secretOptions: secrets.keys.sorted(),
            createdAt: Date())
        let access = arguments["access"].flatMap { ResourceAccess($0) }
        let context = ComponentContext(
            component: component, secrets: secrets, access: access.map { access in { @Sendable in access } },
            home: FilePath(try arguments.text("home")), logger: logger)
        subject = .component(try flavor.make(context))
    }

    /// Lets an orchestrator say what happens to its attempts.
    func watch(_ say: @escaping @Sendable ([String: JSONValue]) -> Void) {
        guard case .component(let component) = subject, let holder = component as? any AttemptHolder else { return }
        watching.withLock { $0 = Task { try await holder.observe { say($0.json) } } }
    }

    /// Another part has taken its place.
    func end() { watching.withLock { $0?.cancel() } }

    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        switch subject {
        case .connector(let connector): return try await connector.answer(request)
        case .component(let component):
            if request.call == .verify {
                try await component.verify()
                return [:]
            }
            if let store = component as? any ArtifactStore { return try await store.answer(request) }
            if let registry = component as? any ContainerRegistry { return try await registry.answer(request) }
            if let holder = component as? any AttemptHolder { return try await holder.answer(request) }
            throw request.unsupported
        }
    }
}

extension ResourceAccess {
    /// As the host gives it.
    fileprivate init?(_ json: JSONValue) {
        guard let type = json["resourceType"]?.stringValue, let id = json["resource"]?.stringValue else { return nil }
        self.init(
            resourceType: ResourceType(rawValue: type), resourceID: id, values: json["values"]?.objectValue ?? [:],
            secrets: (json["secrets"]?.objectValue ?? [:]).compactMapValues { $0.stringValue.map { SecretString($0) } },
            expiresAt: json["expiresAt"]?.stringValue.flatMap { Timestamp.date($0) })
    }
}
