public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Registers, finds and removes components: what a flavor declares is checked before anything is stored.
public struct ComponentService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date

    /// - Parameter now: the time, for creation dates.
    public init(store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.registry = registry
        self.now = now
    }

    /// Stores a new component.
    /// - Parameters:
    ///   - options: values as given on a command line, by option name.
    ///   - connector: the name of the connector to bind it to, verified before anything is stored.
    /// - Throws: ``ApusError`` with `.notFound` for the flavor or connector, `.invalidConfiguration`, `.alreadyExists`.
    public func register(
        _ name: String, of type: ComponentType, flavor flavorName: String, options: [String: String],
        connector: String? = nil, resource: String? = nil, labels: [String: String] = [:]
    ) async throws -> Component {
        let flavor = try registry.flavor(flavorName, of: type)
        let subject = "\(type) flavor '\(flavor.name)'"
        let values = try flavor.schema.parse(options, of: subject)
        let (plain, secrets) = flavor.schema.separatingSecrets(values)
        let binding = try await connector.mapAsync {
            try await ConnectorService(store: store, registry: registry, now: now)
                .binding(for: flavor, to: $0, resource: resource)
        }
        let component = Component(
            type: type, name: try Name.validate(name, as: "\(type)"), flavor: flavor.name, configuration: plain,
            secretOptions: secrets.keys.sorted(), connector: binding, labels: labels, createdAt: now())
        if try await store.component(named: name, of: type) != nil {
            throw ApusError(
                .alreadyExists, "the name '\(name)' is taken by another \(type)",
                hint: "apus \(type.commandName) describe \(name)")
        }
        try await store.create(component, secrets: secrets)
        return component
    }

    /// The component of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the components of the type and the closest spelling.
    public func component(named name: String, of type: ComponentType) async throws -> Component {
        if let component = try await store.component(named: name, of: type) { return component }
        let names = try await store.components(of: type).map(\.name)
        throw ApusError(
            .notFound, "there is no \(type) '\(name)'",
            reason: names.isEmpty ? "none is registered" : "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "apus \(type.commandName) register \(name) --flavor FLAVOR")
    }

    /// Removes a component that no stack has.
    /// - Throws: ``ApusError`` with `.notFound` or `.inUse`.
    public func delete(_ name: String, of type: ComponentType) async throws {
        try await store.deleteComponent(component(named: name, of: type).id)
    }

    /// Binds a component to a resource of a connector, after really reaching it.
    /// - Parameter resource: which of the connector's resources; may be `nil` when it has one.
    /// - Throws: ``ApusError`` with `.unsupported` when the flavor takes no connector, or what the connector says.
    public func connect(
        _ name: String, of type: ComponentType, to connector: String, resource: String? = nil
    ) async throws -> Component {
        var component = try await component(named: name, of: type)
        let flavor = try registry.flavor(component.flavor, of: type)
        component.connector = try await ConnectorService(store: store, registry: registry, now: now)
            .binding(for: flavor, to: connector, resource: resource)
        component.updatedAt = Timestamp.rounded(now())
        try await store.update(component, secrets: [:])
        return component
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func mapAsync<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        if let self { try await transform(self) } else { nil }
    }
}
