import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Stacks.
struct StackRoutes {
    let store: any MetadataStore

    func add(to table: RouteTable) {
        let store = store
        table.on(.createStack) { call in
            try await store.create(call.namedBody(Stack.self))
            return .done
        }
        table.on(.stacks) { call in
            guard let name = call.query("name") else { return try .json(Listing(items: await store.stacks())) }
            return try .json(Listing(items: [await store.stack(named: name)].compactMap { $0 }))
        }
        table.on(.stackMembers) { _ in try .json(Listing(items: await store.members())) }
        table.on(.stack) { call in
            let id: Identifier<Stack> = try call.identifier("stack")
            return try call.resource(await store.stack(id), or: "stack '\(id)'")
        }
        table.on(.updateStack) { call in
            let update: StackUpdate = try await call.namedBody()
            guard update.stack.id == (try call.identifier("stack")) else {
                throw ApusError(.invalidArgument, "the stack in the body is not the one in the path")
            }
            let old = try await call.replaced(update.replacing) { try await store.stack(update.stack.id) }
            try await store.update(update.stack, replacing: old)
            return .done
        }
        table.on(.deleteStack) { call in
            let withComponents = call.query("components") == "true"
            let id: Identifier<Stack> = try call.identifier("stack")
            _ = try await call.replaced { try await store.stack(id) }
            return try .json(Listing(items: await store.deleteStack(id, withComponents: withComponents)))
        }
    }
}

extension StackStore {
    fileprivate func stack(_ id: Identifier<Stack>) async throws -> Stack? {
        try await stacks().first { $0.id == id }
    }
}
