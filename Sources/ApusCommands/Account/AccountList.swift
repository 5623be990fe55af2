import ApusClient
import ApusModel
import ArgumentParser

struct AccountList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts.", discussion: listing.discussion)
    static let listing = Listing<Account>(
        "accounts",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("kind", .choice(AccountKind.allCases.map(\.rawValue))) { .string($0.kind.rawValue) },
            Column("role", .choice(AccountRole.allCases.map(\.rawValue))) { .string($0.role.rawValue) },
            Column("disabled", .flag) { .boolean($0.isDisabled) },
            Column("created-at", .moment, in: .wide) { .moment($0.createdAt) },
            Column("id", in: .wide) { .string($0.id.rawValue) },
        ], name: \.name)

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        try list.render(try await ServerConnection.inUse().store.accounts(), query, paging)
    }
}
