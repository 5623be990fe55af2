import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Named secrets, and what steps see of them.
struct SecretRoutes {
    let store: any MetadataStore

    func add(to table: RouteTable) {
        let store = store
        table.on(.createSecret) { call in
            let record: SecretRecord = try await call.namedBody()
            try await store.create(record.secret, values: record.values.values)
            return .done
        }
        table.on(.updateSecret) { call in
            let record: SecretRecord = try await call.namedBody()
            guard record.secret.id == (try call.identifier("secret")) else {
                throw ApusError(.invalidArgument, "the secret in the body is not the one in the path")
            }
            let old = try await call.replaced(record.replacing) { try await store.secret(record.secret.id) }
            try await store.update(record.secret, replacing: old, values: record.values.values)
            return .done
        }
        table.on(.secrets) { call in
            guard let name = call.query("name") else { return try .json(Listing(items: await store.secrets())) }
            return try .json(Listing(items: [await store.secret(named: name)].compactMap { $0 }))
        }
        table.on(.secret) { call in
            let id: Identifier<Secret> = try call.identifier("secret")
            return try call.resource(await store.secret(id), or: "secret '\(id)'")
        }
        table.on(.secretValues) { call in
            let id: Identifier<Secret> = try call.identifier("secret")
            return try .json(SecretValues(await store.values(of: id)))
        }
        table.on(.deleteSecret) { call in
            let id: Identifier<Secret> = try call.identifier("secret")
            _ = try await call.replaced { try await store.secret(id) }
            try await store.deleteSecret(id)
            return .done
        }
        table.on(.secretVariables) { call in
            try .json(SecretValues(await store.secretVariables(of: call.value("step"), in: call.run())))
        }
    }
}

extension SecretStore {
    fileprivate func secret(_ id: Identifier<Secret>) async throws -> Secret? {
        try await secrets().first { $0.id == id }
    }
}
