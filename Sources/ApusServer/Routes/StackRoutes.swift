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
            try await store.create(call.body(Stack.self))
            return .done
        }
        table.on(.stacks) { call in
            guard let name = call.query("name") else { return try .json(Listing(items: await store.stacks())) }
            return try .json(Listing(items: [await store.stack(named: name)].compactMap { $0 }))
        }
        table.on(.stackMembers) { _ in try .json(Listing(items: await store.members())) }
        table.on(.updateStack) { call in
            let update: StackUpdate = try await call.body()
            guard update.stack.id == (try call.identifier("stack")) else {
                throw ApusError(.invalidArgument, "the stack in the body is not the one in the path")
            }
            try await store.update(update.stack, replacing: update.replacing)
            return .done
        }
        table.on(.deleteStack) { call in
            let withComponents = call.query("components") == "true"
            return try .json(
                Listing(items: await store.deleteStack(call.identifier("stack"), withComponents: withComponents)))
        }
    }
}
