public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Registers, finds and removes stacks, and says what keeps one from running pipelines.
public struct StackService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date

    public init(store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.registry = registry
        self.now = now
    }

    /// Stores a new stack of existing components.
    /// - Throws: ``ApusError`` with `.notFound` for a component, `.invalidConfiguration` when the set can run nothing, `.alreadyExists`.
    public func register(
        _ name: String, components names: [ComponentType: String], labels: [String: String] = [:], storeIsLocal: Bool
    ) async throws -> ResolvedStack {
        let components = ComponentService(store: store, registry: registry, now: now)
        var members: [Component] = []
        for (type, component) in names.sorted(by: { $0.key < $1.key }) {
            members.append(try await components.component(named: component, of: type))
        }
        let stack = Stack(
            name: try Name.validate(name, as: "stack"),
            components: Dictionary(uniqueKeysWithValues: members.map { ($0.type, $0.id) }), labels: labels, createdAt: now())
        let resolved = ResolvedStack(stack: stack, components: members)
        if try await store.stack(named: name) != nil {
            throw ApusError(.alreadyExists, "there is already a stack '\(name)'", hint: "apus stack describe \(name)")
        }
        try resolved.checkRunnable(registry, storeIsLocal: storeIsLocal)
        try await store.create(stack)
        return resolved
    }

    /// The stack of that name with its components.
    /// - Throws: ``ApusError`` with `.notFound`, naming the stacks that exist.
    public func stack(named name: String) async throws -> ResolvedStack {
        guard let stack = try await store.stack(named: name) else {
            let names = try await store.stacks().map(\.name)
            throw ApusError(
                .notFound, "there is no stack '\(name)'", reason: "there are \(names.joined(separator: ", "))",
                hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" } ?? "apus stack list")
        }
        return try await resolve(stack)
    }

    /// All stacks with their components.
    public func stacks() async throws -> [ResolvedStack] {
        let components = Dictionary(uniqueKeysWithValues: try await store.components(of: nil).map { ($0.id, $0) })
        return try await store.stacks().map { stack in
            ResolvedStack(stack: stack, components: stack.components.values.compactMap { components[$0] })
        }
    }

    /// Removes a stack; its components stay.
    public func delete(_ name: String) async throws {
        try await store.deleteStack(stack(named: name).stack.id)
    }

    private func resolve(_ stack: Stack) async throws -> ResolvedStack {
        var members: [Component] = []
        for id in stack.components.values {
            if let component = try await store.component(id) { members.append(component) }
        }
        return ResolvedStack(stack: stack, components: members)
    }
}
