import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser

/// Whose API keys a command is about.
struct APIKeyOwner: ParsableArguments {
    @Option(help: "Whose key, for admins; your own account without it.")
    var account: String?

    /// The account.
    /// - Throws: ``ApusError`` with `.notFound`.
    func owner(at store: RemoteStore) async throws -> Account {
        if let account { return try await store.existingAccount(account) }
        return try await store.whoAmI().account
    }

    /// The account's key of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the closest spelling.
    func key(named name: String, at store: RemoteStore) async throws -> APIKey {
        let owner = try await owner(at: store)
        let keys = try await store.apiKeys(of: owner.id)
        if let key = keys.first(where: { $0.name == name }) { return key }
        throw ApusError(
            .notFound, "account '\(owner.name)' has no API key '\(name)'",
            hint: Spelling.closest(to: name, among: keys.map(\.name)).map { "did you mean '\($0)'?" }
                ?? "apus api-key list")
    }
}
