import ApusAPI
public import ApusModel

extension RemoteStore {
    public func create(_ secret: Secret, values: [String: SecretString]) async throws {
        let record = SecretRecord(secret: secret, values: SecretValues(values))
        try await server.send(RemoteCall(.createSecret, body: record))
    }

    public func update(_ secret: Secret, replacing old: Secret?, values: [String: SecretString]) async throws {
        let record = SecretRecord(secret: secret, replacing: old, values: SecretValues(values))
        try await server.send(RemoteCall(.updateSecret, secret.id.rawValue, body: record))
    }

    public func secrets() async throws -> [Secret] {
        try await server.answer(RemoteCall(.secrets), as: Listing<Secret>.self).items
    }

    public func secret(named name: String) async throws -> Secret? {
        try await server.answer(RemoteCall(.secrets, query: [("name", name)]), as: Listing<Secret>.self).items.first
    }

    public func values(of secret: Identifier<Secret>) async throws -> [String: SecretString] {
        try await server.answer(RemoteCall(.secretValues, secret.rawValue), as: SecretValues.self).values
    }

    public func deleteSecret(_ id: Identifier<Secret>) async throws {
        try await server.send(RemoteCall(.deleteSecret, id.rawValue))
    }

    public func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString] {
        try await server.answer(RemoteCall(.secretVariables, run.rawValue, step), as: SecretValues.self).values
    }
}
