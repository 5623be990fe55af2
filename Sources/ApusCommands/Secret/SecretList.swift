import ApusCore
import ApusModel
import ArgumentParser

struct SecretList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the secrets.", discussion: listing.discussion)
    static let listing = Listing<Secret>(
        "secrets",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("keys") { .array($0.keys.map(JSONValue.string)) },
            Column("created-at", .moment, in: .wide) { .moment($0.createdAt) },
            Column("updated-at", .moment, in: .wide) { .moment($0.updatedAt) },
            Column("id", in: .wide) { .string($0.id.rawValue) },
        ], name: \.name)

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        try list.render(try await Session.open().store.secrets(), query, paging)
    }
}
