import ApusAPI
import ApusCore
import ApusModel
import FoundationEssentials
import Hummingbird

/// API keys: one's own, and those of others for admins.
struct APIKeyRoutes {
    let accounts: any AccountStore
    let now: @Sendable () -> Date

    func add(to table: RouteTable) {
        let (accounts, now) = (accounts, now)
        table.on(.createAPIKey) { call in
            let request: APIKeyRequest = try await call.body()
            let owner = try request.account ?? call.caller.account().id
            try call.check(mayTouchKeysOf: owner)
            let key = APIKey(
                account: owner, name: try Name.validate(request.name, as: "API key"), createdAt: now(),
                expiresAt: request.expiresAt)
            try check(expiryOf: key)
            return try await make(key, replacing: nil)
        }
        table.on(.apiKeys) { call in
            let owner: Identifier<Account>? =
                switch call.query("account") {
                case nil: try call.caller.account().id
                case "all": nil
                case .some(let text): Identifier(rawValue: text)
                }
            try call.check(mayTouchKeysOf: owner)
            return try .json(Listing(items: await accounts.apiKeys(of: owner)))
        }
        table.on(.rotateAPIKey) { call in
            let old = try await key(of: call)
            let at = now()
            let lifetime = old.expiresAt.map { $0.timeIntervalSince(old.createdAt) }
            let new = APIKey(
                account: old.account, name: old.name, createdAt: at,
                expiresAt: lifetime.map { at.addingTimeInterval($0) })
            return try await make(new, replacing: old.id)
        }
        table.on(.deleteAPIKey) { call in
            try await accounts.deleteAPIKey(key(of: call).id)
            return .done
        }
    }

    private func make(_ key: APIKey, replacing old: Identifier<APIKey>?) async throws -> Response {
        let credential = Credential(new: .apiKey)
        try await accounts.create(key, digest: credential.digest, replacing: old)
        return try .json(NewAPIKey(key: key, secret: credential.text))
    }

    /// The key that the path names. One that the caller may not touch is as one that is not there.
    private func key(of call: Call) async throws -> APIKey {
        let id: Identifier<APIKey> = try call.identifier("key")
        let caller = try call.caller.account()
        guard let key = try await accounts.apiKey(id), key.account == caller.id || caller.role == .admin else {
            throw ApusError(.notFound, "there is no API key '\(id)'", hint: "apus api-key list")
        }
        return key
    }

    private func check(expiryOf key: APIKey) throws(ApusError) {
        guard let end = key.expiresAt, end <= key.createdAt else { return }
        throw ApusError(
            .invalidArgument, "the API key '\(key.name)' would be expired already",
            reason: "its end is \(Timestamp.text(end))")
    }
}

extension Call {
    /// - Parameter owner: `nil` for everybody.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless the caller is the owner or an admin.
    fileprivate func check(mayTouchKeysOf owner: Identifier<Account>?) throws(ApusError) {
        let account = try caller.account()
        if account.id == owner || account.role == .admin { return }
        throw .forbidden("the API keys of others are an admin's business")
    }
}
