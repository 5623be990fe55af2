public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Writes stacks out as documents, and takes them in: declarative, so that doing it again changes nothing.
public struct StackTransfer: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date

    public init(store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.registry = registry
        self.now = now
    }

    /// The stack of that name as a document.
    /// - Throws: ``ApusError`` with `.notFound`.
    public func export(_ name: String) async throws -> StackDocument {
        let stack = try await StackService(store: store, registry: registry, now: now).stack(named: name)
        var components: [ComponentType: ComponentDocument] = [:]
        for component in stack.components { components[component.type] = try await document(of: component) }
        return StackDocument(
            name: stack.stack.name, labels: stack.stack.labels, environment: stack.stack.environment,
            secrets: stack.stack.secrets, components: components)
    }

    private func document(of component: Component) async throws -> ComponentDocument {
        var document = ComponentDocument(
            name: component.name, flavor: component.flavor, configuration: component.configuration,
            secretOptions: component.secretOptions, labels: component.labels, environment: component.environment,
            secrets: component.secrets)
        guard let binding = component.connector else { return document }
        guard let connector = try await store.connector(binding.connector) else {
            throw ApusError(
                .notFound, "the service connector of \(component.described) is gone",
                hint: "apus \(component.type.commandName) disconnect \(component.name)")
        }
        document.connector = ConnectorDocument(
            name: connector.name, resourceType: binding.resourceType, resourceID: binding.resourceID)
        return document
    }

    /// Does what the plan says.
    /// - Returns: the stack as it now is.
    /// - Throws: ``ApusError`` with `.conflict` when something changed since the plan was made; what was done before
    ///   that stays, and planning again goes on from there.
    public func apply(_ plan: ImportPlan) async throws -> Stack {
        var stack = plan.stack
        for work in plan.components {
            switch work {
            case .create(let component):
                try await store.create(component, secrets: [:])
                stack.components[component.type] = component.id
            case .replace(let old, let new):
                try await store.update(new, replacing: old, secrets: [:])
                stack.components[new.type] = new.id
            case .keep(let component):
                stack.components[component.type] = component.id
            }
        }
        guard let old = plan.replacedStack else {
            try await store.create(stack)
            return stack
        }
        if stack == old { return old }
        stack.updatedAt = Timestamp.rounded(now())
        try await store.update(stack, replacing: old)
        return stack
    }
}
