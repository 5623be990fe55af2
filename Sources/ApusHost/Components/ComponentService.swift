public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Registers, finds, changes and removes components: what a flavor declares is checked before anything is stored.
public struct ComponentService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date
    let usesMachine: Bool

    /// - Parameters:
    ///   - now: the time, for creation dates.
    ///   - usesMachine: see ``/ApusCore/ConnectorContext/usesMachine``.
    public init(
        store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() },
        usesMachine: Bool = true
    ) {
        self.usesMachine = usesMachine
        self.store = store
        self.registry = registry
        self.now = now
    }

    /// Stores a new component.
    /// - Parameters:
    ///   - options: values as given on a command line, by option name.
    ///   - connector: the name of the connector to bind it to, verified before anything is stored.
    /// - Throws: ``ApusError`` with `.notFound` for the flavor, the connector or a secret, `.invalidConfiguration`,
    ///   `.alreadyExists`.
    public func register(
        _ name: String, of type: ComponentType, flavor flavorName: String, options: [String: String],
        connector: String? = nil, resource: String? = nil, extras: ComponentExtras = ComponentExtras()
    ) async throws -> Component {
        let flavor = try registry.flavor(flavorName, of: type)
        let values = try flavor.schema.parse(options, of: Self.subject(flavor))
        let (plain, secrets) = flavor.schema.separatingSecrets(values)
        var component = Component(
            type: type, name: try Name.validate(name, as: "\(type)"), flavor: flavor.name, configuration: plain,
            secretOptions: secrets.keys.sorted(), createdAt: now())
        component.extras = extras
        try await checkFree(name, of: type)
        try await checkSecrets(of: component)
        if let connector {
            component.connector = try await connectors.binding(for: flavor, to: connector, resource: resource)
        }
        try await store.create(component, secrets: secrets)
        return component
    }

    /// The component of that name or identity.
    /// - Throws: ``ApusError`` with `.notFound`, naming the components of the type and the closest spelling.
    public func component(named name: String, of type: ComponentType) async throws -> Component {
        if let component = try await store.component(named: name, of: type) { return component }
        if let component = try await store.component(Identifier<Component>(rawValue: name)), component.type == type {
            return component
        }
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

    var connectors: ConnectorService {
        ConnectorService(store: store, registry: registry, now: now, usesMachine: usesMachine)
    }

    static func subject(_ flavor: Flavor) -> String { "\(flavor.type) flavor '\(flavor.name)'" }

    func checkFree(_ name: String, of type: ComponentType) async throws {
        if try await store.component(named: name, of: type) == nil { return }
        throw ApusError(
            .alreadyExists, "the name '\(name)' is taken by another \(type)",
            hint: "apus \(type.commandName) describe \(name)")
    }

    /// - Throws: ``ApusError`` with `.notFound` when the component names a secret, or a value of one, that is not there.
    func checkSecrets(of component: Component) async throws {
        let secrets = SecretService(store: store, now: now)
        try await secrets.check(component.secrets, for: component.described)
        try await secrets.check(component.secretReferences, of: component)
    }
}

extension Component {
    /// What the user says about the component beside its flavor's options.
    var extras: ComponentExtras {
        get { ComponentExtras(labels: labels, environment: environment, secrets: secrets) }
        set { (labels, environment, secrets) = (newValue.labels, newValue.environment, newValue.secrets) }
    }
}
