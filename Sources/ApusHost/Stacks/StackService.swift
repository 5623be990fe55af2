public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Registers, finds, changes and removes stacks.
public struct StackService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date

    public init(store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.registry = registry
        self.now = now
    }

    /// A stack that was stored, and what there is to say about it.
    public typealias Outcome = (stack: ResolvedStack, warnings: [Diagnostic])

    /// Stores a new stack of existing components.
    /// - Throws: ``ApusError`` with `.notFound` for a component or a secret, `.invalidConfiguration` when the stack can
    ///   run nothing and is not let through, `.alreadyExists`.
    public func register(
        _ name: String, components names: [ComponentType: String], extras: ComponentExtras = ComponentExtras(),
        inspection: StackInspection, _ strictness: StackInspection.Strictness = .refuseIncomplete
    ) async throws -> Outcome {
        let members = try await members(names)
        var stack = Stack(
            name: try Name.validate(name, as: "stack"),
            components: Dictionary(uniqueKeysWithValues: members.map { ($0.type, $0.id) }), createdAt: now())
        stack.extras = extras
        try await checkFree(name)
        try await SecretService(store: store, now: now).check(extras.secrets, for: "stack '\(name)'")
        let resolved = ResolvedStack(stack: stack, components: members)
        let warnings = try await inspection.warnings(about: resolved, strictness)
        try await store.create(stack)
        return (resolved, warnings)
    }

    /// The stack of that name or identity, with its components.
    /// - Throws: ``ApusError`` with `.notFound`, naming the stacks that exist.
    public func stack(named name: String) async throws -> ResolvedStack {
        if let stack = try await store.stack(named: name) { return try await resolve(stack) }
        let stacks = try await store.stacks()
        if let stack = stacks.first(where: { $0.id.rawValue == name }) { return try await resolve(stack) }
        let names = stacks.map(\.name)
        throw ApusError(
            .notFound, "there is no stack '\(name)'", reason: "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" } ?? "apus stack list")
    }

    /// The active stack with its components.
    /// - Throws: ``ApusError`` with `.notFound` when it has vanished, naming who chose it.
    public func stack(active: ActiveStack) async throws -> ResolvedStack {
        if let stack = try await store.stack(named: active.name) { return try await resolve(stack) }
        let names = try await store.stacks().map(\.name)
        throw ApusError(
            .notFound, "the active stack '\(active.name)' does not exist any more",
            reason: "it was chosen by \(active.origin); there are \(names.joined(separator: ", "))",
            hint: active.source == .environment ? "unset APUS_STACK" : "apus stack set \(Stack.defaultName)")
    }

    /// All stacks with their components.
    public func stacks() async throws -> [ResolvedStack] {
        let components = Dictionary(uniqueKeysWithValues: try await store.members().map { ($0.id, $0) })
        return try await store.stacks().map { stack in
            ResolvedStack(stack: stack, components: stack.components.values.compactMap { components[$0] })
        }
    }

    /// Removes a stack.
    /// - Parameter withComponents: whether its components go too, but for those that other stacks have.
    /// - Returns: the components that went.
    /// - Throws: ``ApusError`` with `.notFound` or `.forbidden`.
    public func delete(_ name: String, withComponents: Bool = false) async throws -> [Component] {
        try await store.deleteStack(stack(named: name).stack.id, withComponents: withComponents)
    }

    func members(_ names: [ComponentType: String]) async throws -> [Component] {
        let components = ComponentService(store: store, registry: registry, now: now)
        var members: [Component] = []
        for (type, name) in names.sorted(by: { $0.key < $1.key }) {
            members.append(try await components.component(named: name, of: type))
        }
        return members
    }

    func checkFree(_ name: String) async throws {
        if try await store.stack(named: name) == nil { return }
        throw ApusError(.alreadyExists, "there is already a stack '\(name)'", hint: "apus stack describe \(name)")
    }

    func resolve(_ stack: Stack) async throws -> ResolvedStack {
        var members: [Component] = []
        for id in stack.components.values {
            if let component = try await store.component(id) { members.append(component) }
        }
        return ResolvedStack(stack: stack, components: members)
    }
}

extension Stack {
    /// What the user says about the stack beside its components.
    var extras: ComponentExtras {
        get { ComponentExtras(labels: labels, environment: environment, secrets: secrets) }
        set { (labels, environment, secrets) = (newValue.labels, newValue.environment, newValue.secrets) }
    }
}
