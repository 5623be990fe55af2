import ApusAPI
public import ApusModel

extension RemoteStore {
    public func create(_ stack: Stack) async throws {
        try await server.send(RemoteCall(.createStack, body: stack))
    }

    public func stacks() async throws -> [Stack] {
        try await server.answer(RemoteCall(.stacks), as: Listing<Stack>.self).items
    }

    public func members() async throws -> [Component] {
        try await server.answer(RemoteCall(.stackMembers), as: Listing<Component>.self).items
    }

    public func stack(named name: String) async throws -> Stack? {
        let call = RemoteCall(.stacks, query: [("name", name)])
        return try await server.answer(call, as: Listing<Stack>.self).items.first
    }

    public func update(_ stack: Stack, replacing old: Stack?) async throws {
        let update = StackUpdate(stack: stack, replacing: old)
        try await server.send(RemoteCall(.updateStack, stack.id.rawValue, body: update))
    }

    /// A deletion that was done already when its answer got lost answers that nothing else went.
    public func deleteStack(_ id: Identifier<Stack>, withComponents: Bool) async throws -> [Component] {
        let call = RemoteCall(.deleteStack, id.rawValue, query: [("components", withComponents ? "true" : nil)])
        let body = try await server.send(call)
        return body.isEmpty ? [] : try server.decode(Listing<Component>.self, from: body, of: call).items
    }
}
