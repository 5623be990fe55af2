import ApusCore
public import ApusModel

extension InMemoryMetadataStore {
    public func create(_ stack: Stack) async throws {
        try access { state in
            if state.stacks[stack.id] == stack { return }
            if state.stacks.values.contains(where: { $0.id == stack.id || $0.name == stack.name }) {
                throw ApusError.taken(stack)
            }
            try state.checkMembers(of: stack)
            state.stacks[stack.id] = stack
        }
    }

    public func update(_ stack: Stack, replacing old: Stack?) async throws {
        try access { state in
            guard let stored = state.stacks[stack.id] else { throw ApusError.missing("stack", stack.id) }
            let decision = try Replacement.decide(stored, new: stack, old: old, thing: "stack '\(stored.name)'")
            if decision == .keepAsIs { return }
            if stored.name == Stack.defaultName, stack.name != stored.name {
                throw ApusError.defaultStackStays("renamed")
            }
            if state.stacks.values.contains(where: { $0.id != stack.id && $0.name == stack.name }) {
                throw ApusError.taken(stack)
            }
            try state.checkMembers(of: stack)
            state.stacks[stack.id] = stack
        }
    }

    public func stacks() async throws -> [Stack] {
        try access { state in state.stacks.values.sorted { $0.name < $1.name } }
    }

    public func members() async throws -> [Component] {
        try access { state in
            Set(state.stacks.values.flatMap(\.components.values)).compactMap { state.components[$0] }
                .sorted { ($0.type, $0.name) < ($1.type, $1.name) }
        }
    }

    public func stack(named name: String) async throws -> Stack? {
        try access { state in state.stacks.values.first { $0.name == name } }
    }

    public func deleteStack(_ id: Identifier<Stack>, withComponents: Bool) async throws -> [Component] {
        try access { state in
            guard let stack = state.stacks[id] else { throw ApusError.missing("stack", id) }
            if stack.name == Stack.defaultName { throw ApusError.defaultStackStays() }
            let schedules = state.schedules.values.filter { $0.schedule.stack == stack.name }.map(\.schedule.name)
            if !schedules.isEmpty {
                throw ApusError.inUse("stack '\(stack.name)'", bySchedules: schedules.sorted())
            }
            state.stacks[id] = nil
            if !withComponents { return [] }
            let kept = Set(state.stacks.values.flatMap(\.components.values))
            let removed = stack.components.values.filter { !kept.contains($0) }.compactMap { state.components[$0] }
            for component in removed {
                state.components[component.id] = nil
                state.componentSecrets[component.id] = nil
            }
            return removed.sorted { $0.type < $1.type }
        }
    }
}

extension StoredMetadata {
    fileprivate func checkMembers(of stack: Stack) throws(ApusError) {
        for (type, id) in stack.components where components[id]?.type != type {
            throw ApusError.missingMember(type, id, of: stack)
        }
    }
}
