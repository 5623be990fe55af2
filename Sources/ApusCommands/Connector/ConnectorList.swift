import ApusCore
import ApusModel
import ArgumentParser

struct ConnectorList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the service connectors.", discussion: listing.discussion)
    static let listing = Listing<Connector>(
        "service connectors",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("type") { .string($0.type) },
            Column("auth-method") { .string($0.authMethod) },
            Column("resource-types") { .array($0.resourceTypes.map { .string($0.rawValue) }) },
            Column("resource-id") { .optional($0.resourceID) },
            Column("expires-at", .moment, in: .wide) { $0.expiresAt.map(JSONValue.moment) ?? .null },
            Column("labels", in: .wide) { .pairs($0.labels) },
            Column("configuration", in: .wide) { .object($0.configuration) },
            Column("created-at", .moment, in: .wide) { .moment($0.createdAt) },
            Column("updated-at", .moment, in: .wide) { .moment($0.updatedAt) },
            Column("id", in: .wide) { .string($0.id.rawValue) },
        ], name: \.name, labels: \.labels)

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        try list.render(try await Session.open().store.connectors(), query, paging)
    }
}
