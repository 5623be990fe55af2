import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Components and their secrets.
struct ComponentRoutes {
    let store: any MetadataStore

    func add(to table: RouteTable) {
        let store = store
        table.on(.createComponent) { call in
            let record: ComponentRecord = try await call.namedBody()
            try await store.create(record.component, secrets: record.secrets.values)
            return .done
        }
        table.on(.updateComponent) { call in
            let record: ComponentRecord = try await call.namedBody()
            guard record.component.id == (try call.identifier("component")) else {
                throw ApusError(.invalidArgument, "the component in the body is not the one in the path")
            }
            let old = try await call.replaced(record.replacing) { try await store.component(record.component.id) }
            try await store.update(record.component, replacing: old, secrets: record.secrets.values)
            return .done
        }
        table.on(.components) { call in
            let type = call.query("type").map(ComponentType.init(rawValue:))
            guard let name = call.query("name") else {
                return try .json(Listing(items: await store.components(of: type)))
            }
            guard let type else { throw ApusError(.invalidArgument, "a query by name needs the type too") }
            return try .json(Listing(items: [await store.component(named: name, of: type)].compactMap { $0 }))
        }
        table.on(.component) { call in
            let id: Identifier<Component> = try call.identifier("component")
            return try call.resource(await store.component(id), or: "component '\(id)'")
        }
        table.on(.componentSecrets) { call in
            let id: Identifier<Component> = try call.identifier("component")
            try await check(call.caller, maySeeSecretsOf: id, store)
            return try .json(SecretValues(await store.secrets(of: id)))
        }
        table.on(.componentConnector) { call in
            let id: Identifier<Component> = try call.identifier("component")
            try await check(call.caller, maySeeSecretsOf: id, store)
            let (connector, secrets) = try await store.connector(of: id)
            return try .json(ConnectorRecord(connector: connector, secrets: SecretValues(secrets)))
        }
        table.on(.deleteComponent) { call in
            let id: Identifier<Component> = try call.identifier("component")
            _ = try await call.replaced { try await store.component(id) }
            try await store.deleteComponent(id)
            return .done
        }
    }
}

/// The programs of a run see the secrets of its artifact store, and no others: they need no more.
private func check(
    _ caller: Caller, maySeeSecretsOf component: Identifier<Component>, _ store: any MetadataStore
) async throws {
    guard case .run(let run) = caller else { return }
    guard try await store.plan(of: run).component(.artifactStore)?.id == component else {
        throw ApusError.forbidden("the component is not the artifact store of the token's run")
    }
}
