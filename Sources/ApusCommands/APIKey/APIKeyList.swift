import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser

struct APIKeyList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List API keys, without the keys themselves.",
        discussion: listing.discussion)
    static var listing: Listing<APIKeyRow> { APIKeyRow.listing }

    @OptionGroup var owner: APIKeyOwner
    @Flag(help: "Those of all accounts, for admins.")
    var all = false
    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func validate() throws {
        if all, owner.account != nil { throw ValidationError("give one of --account and --all") }
    }

    func run() async throws {
        let query = try list.query(Self.listing)
        let store = try ServerConnection.inUse().store
        let rows = if all { try await everybodys(at: store) } else { try await ofOne(at: store) }
        try list.render(rows, query, paging)
    }

    private func ofOne(at store: RemoteStore) async throws -> [APIKeyRow] {
        let account = try await owner.owner(at: store)
        return try await store.apiKeys(of: account.id).map { APIKeyRow(key: $0, account: account.name) }
    }

    private func everybodys(at store: RemoteStore) async throws -> [APIKeyRow] {
        let names = Dictionary(
            try await store.accounts().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return try await store.allAPIKeys().map { APIKeyRow(key: $0, account: names[$0.account] ?? "") }
            .sorted { ($0.account, $0.key.name) < ($1.account, $1.key.name) }
    }
}
