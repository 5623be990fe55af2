public import ApusAPI
public import ApusModel
public import FoundationEssentials

/// API keys: the user's own, and those of others for admins.
extension RemoteStore {
    /// Makes an API key.
    /// - Parameters:
    ///   - account: whose; `nil` for the user's own.
    ///   - expiresAt: from then on it is refused; `nil` for never.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the account has a key of that name, `.forbidden`.
    public func makeAPIKey(
        named name: String, for account: Identifier<Account>? = nil, expiresAt: Date? = nil
    ) async throws -> NewAPIKey {
        let request = APIKeyRequest(account: account, name: name, expiresAt: expiresAt)
        return try await server.answer(RemoteCall(.createAPIKey, body: request))
    }

    /// The API keys of `account`, or the user's own.
    public func apiKeys(of account: Identifier<Account>? = nil) async throws -> [APIKey] {
        try await keys(account?.rawValue)
    }

    /// The API keys of everybody.
    public func allAPIKeys() async throws -> [APIKey] { try await keys("all") }

    /// Makes a key of the same name and lifetime; the old one is refused from then on.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`.
    public func rotateAPIKey(_ id: Identifier<APIKey>) async throws -> NewAPIKey {
        try await server.answer(RemoteCall(.rotateAPIKey, id.rawValue))
    }

    /// Removes a key.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`.
    public func deleteAPIKey(_ id: Identifier<APIKey>) async throws {
        try await server.send(RemoteCall(.deleteAPIKey, id.rawValue))
    }

    private func keys(_ account: String?) async throws -> [APIKey] {
        try await server.answer(RemoteCall(.apiKeys, query: [("account", account)]), as: Listing<APIKey>.self).items
    }
}
