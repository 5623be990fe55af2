import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ stack: Stack) async throws {
        try await write { db in
            if try db.stack(stack.id) == stack { return }
            if try db.exists("SELECT 1 FROM stack WHERE id = ? OR name = ?", [stack.id.rawValue, stack.name]) {
                throw ApusError.taken(stack)
            }
            try db.checkMembers(of: stack)
            try db.insert(stack)
        }
    }

    public func update(_ stack: Stack, replacing old: Stack?) async throws {
        try await write { db in
            guard let stored = try db.stack(stack.id) else { throw ApusError.missing("stack", stack.id) }
            let decision = try Replacement.decide(stored, new: stack, old: old, thing: "stack '\(stored.name)'")
            if decision == .keepAsIs { return }
            if stored.name == Stack.defaultName, stack.name != stored.name {
                throw ApusError.defaultStackStays("renamed")
            }
            if try db.exists("SELECT 1 FROM stack WHERE name = ? AND id != ?", [stack.name, stack.id.rawValue]) {
                throw ApusError.taken(stack)
            }
            try db.checkMembers(of: stack)
            try db.change("DELETE FROM stack WHERE id = ?", [stack.id.rawValue])
            try db.insert(stack)
        }
    }

    public func stacks() async throws -> [Stack] {
        try await read { db in try db.values(Stack.self, "SELECT body FROM stack ORDER BY name") }
    }

    public func members() async throws -> [Component] {
        try await read { db in
            try db.values(
                Component.self,
                """
                SELECT body FROM component WHERE id IN (SELECT component FROM stack_component) ORDER BY type, name
                """)
        }
    }

    public func stack(named name: String) async throws -> Stack? {
        try await read { db in try db.value(Stack.self, "SELECT body FROM stack WHERE name = ?", [name]) }
    }

    public func deleteStack(_ id: Identifier<Stack>, withComponents: Bool) async throws -> [Component] {
        try await write { [vault] db in
            guard let stack = try db.stack(id) else { throw ApusError.missing("stack", id) }
            if stack.name == Stack.defaultName { throw ApusError.defaultStackStays() }
            let schedules = try db.names(db.dialect.schedulesOnStack, [stack.name])
            if !schedules.isEmpty { throw ApusError.inUse("stack '\(stack.name)'", bySchedules: schedules) }
            try db.change("DELETE FROM stack WHERE id = ?", [id.rawValue])
            if !withComponents { return [] }
            let removed = try stack.components.values.filter { try db.stackNames(with: $0).isEmpty }
                .compactMap { try db.component($0) }
            for component in removed { try db.delete(component, forgettingSecretsIn: vault) }
            return removed.sorted { $0.type < $1.type }
        }
    }
}

extension SQLConnection {
    func insert(_ stack: Stack) throws {
        try change(
            "INSERT INTO stack (id, name, body) VALUES (?, ?, ?)",
            [stack.id.rawValue, stack.name, try CanonicalJSON.text(stack)])
        for component in stack.components.values {
            try change(
                "INSERT INTO stack_component (stack, component) VALUES (?, ?)",
                [stack.id.rawValue, component.rawValue])
        }
    }

    fileprivate func checkMembers(of stack: Stack) throws {
        for (type, id) in stack.components where try component(id)?.type != type {
            throw ApusError.missingMember(type, id, of: stack)
        }
    }

    fileprivate func stack(_ id: Identifier<Stack>) throws -> Stack? {
        try value(Stack.self, "SELECT body FROM stack WHERE id = ?", [id.rawValue])
    }
}
