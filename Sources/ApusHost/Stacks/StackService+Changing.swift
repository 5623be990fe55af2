import ApusCore
public import ApusModel

extension StackService {
    /// Changes components, labels, variables and secrets of a stack.
    /// - Throws: ``ApusError`` with `.notFound` for the stack, a component, a secret or a type that has no component;
    ///   `.invalidConfiguration` when the stack could then run nothing and is not let through.
    public func update(
        _ name: String, by change: StackChange, inspection: StackInspection,
        _ strictness: StackInspection.Strictness = .refuseIncomplete
    ) async throws -> Outcome {
        let members = try await members(change.components)
        var warnings: [Diagnostic] = []
        let changed = try await mend(name) { stack in
            for type in change.removedTypes { try stack.remove(type) }
            for member in members { stack.components[member.type] = member.id }
            stack.extras = try change.extras.applied(to: stack.extras, of: "stack '\(stack.name)'")
            try await SecretService(store: store, now: now).check(stack.secrets, for: "stack '\(stack.name)'")
            warnings = try await inspection.warnings(about: resolve(stack), strictness)
        }
        return (try await resolve(changed), warnings)
    }

    /// Gives a stack another name.
    /// - Throws: ``ApusError`` with `.notFound`, `.invalidArgument`, `.alreadyExists`, `.forbidden`.
    public func rename(_ name: String, to newName: String) async throws -> Stack {
        _ = try Name.validate(newName, as: "stack")
        return try await mend(name) { stack in
            if stack.name != newName { try await checkFree(newName) }
            stack.name = newName
        }
    }

    /// Stores another stack that differs in its name only, of the same components.
    /// - Throws: ``ApusError`` with `.notFound`, `.invalidArgument`, `.alreadyExists`.
    public func copy(_ name: String, to newName: String) async throws -> Stack {
        let old = try await stack(named: name).stack
        try await checkFree(newName)
        var copy = Stack(
            name: try Name.validate(newName, as: "stack"), components: old.components, createdAt: now())
        copy.extras = old.extras
        try await store.create(copy)
        return copy
    }

    /// Binds every component of a stack that can use it to a connector.
    /// - Parameter resource: which of the connector's resources; may be `nil` where it has one of the type.
    /// - Returns: the components that are now bound to it.
    /// - Throws: ``ApusError`` with `.invalidArgument` when no component can use the connector, or what the connector
    ///   says; components before the one that fails stay connected.
    public func connect(_ name: String, to connector: String, resource: String? = nil) async throws -> [Component] {
        let stack = try await stack(named: name)
        let components = ComponentService(store: store, registry: registry, now: now)
        let given = try await components.connectors.connector(named: connector)
        let fitting = try stack.components.filter { component in
            let wanted = try registry.flavor(component.flavor, of: component.type).connectorResource
            return wanted.map(given.resourceTypes.contains) ?? false
        }
        if fitting.isEmpty {
            throw ApusError(
                .invalidArgument,
                "no component of stack '\(stack.stack.name)' can use service connector '\(connector)'",
                reason: "it gives access to \(given.resourceTypes.map(\.rawValue).joined(separator: ", "))",
                hint: "apus stack describe \(stack.stack.name)")
        }
        var connected: [Component] = []
        for component in fitting {
            connected.append(
                try await components.connect(component.name, of: component.type, to: connector, resource: resource))
        }
        return connected
    }

    /// Changes the stored stack, and again from the start when somebody else was faster.
    private func mend(_ name: String, _ change: (inout Stack) async throws -> Void) async throws -> Stack {
        while true {
            let old = try await stack(named: name).stack
            var new = old
            try await change(&new)
            if new == old { return old }
            new.updatedAt = Timestamp.rounded(now())
            do {
                try await store.update(new, replacing: old)
                return new
            } catch let error as ApusError where error.code == .conflict {
                continue
            }
        }
    }
}

extension Stack {
    fileprivate mutating func remove(_ type: ComponentType) throws(ApusError) {
        if components.removeValue(forKey: type) != nil { return }
        throw ApusError(.notFound, "stack '\(name)' has no \(type)", hint: "apus stack describe \(name)")
    }
}
