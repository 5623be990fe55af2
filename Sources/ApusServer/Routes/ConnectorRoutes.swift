import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Service connectors and their secrets.
struct ConnectorRoutes {
    let store: any MetadataStore

    func add(to table: RouteTable) {
        let store = store
        table.on(.createConnector) { call in
            let record: ConnectorRecord = try await call.namedBody()
            try await store.create(record.connector, secrets: record.secrets.values)
            return .done
        }
        table.on(.updateConnector) { call in
            let record: ConnectorRecord = try await call.namedBody()
            guard record.connector.id == (try call.identifier("connector")) else {
                throw ApusError(.invalidArgument, "the connector in the body is not the one in the path")
            }
            let old = try await call.replaced(record.replacing) { try await store.connector(record.connector.id) }
            try await store.update(record.connector, replacing: old, secrets: record.secrets.values)
            return .done
        }
        table.on(.connectors) { call in
            guard let name = call.query("name") else { return try .json(Listing(items: await store.connectors())) }
            return try .json(Listing(items: [await store.connector(named: name)].compactMap { $0 }))
        }
        table.on(.connector) { call in
            let id: Identifier<Connector> = try call.identifier("connector")
            return try call.resource(await store.connector(id), or: "service connector '\(id)'")
        }
        table.on(.connectorSecrets) { call in
            let id: Identifier<Connector> = try call.identifier("connector")
            return try .json(SecretValues(await store.secrets(of: id)))
        }
        table.on(.deleteConnector) { call in
            let id: Identifier<Connector> = try call.identifier("connector")
            _ = try await call.replaced { try await store.connector(id) }
            try await store.deleteConnector(id)
            return .done
        }
    }
}
