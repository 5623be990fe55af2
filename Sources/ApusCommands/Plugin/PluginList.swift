import ApusModel
import ApusPluginHost
import ArgumentParser

struct PluginList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the plugins, with the reason where one cannot be used.",
        discussion: listing.discussion)
    static let listing = Listing<KnownPlugin>(
        "plugins",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("version") { .string($0.version) },
            Column("kind") { .string($0.kind.rawValue) },
            Column("flavors") { .array($0.flavors.map { .string($0.name) }) },
            Column("state", in: .prose) { .string($0.problem ?? "usable") },
            Column("connector-types", in: .wide) { .array($0.connectorTypes.map(JSONValue.string)) },
            Column("summary", in: .wide) { .string($0.summary) },
            Column("path", in: .wide) { .optional($0.path) },
            Column("registered-at", .moment, in: .wide) { $0.registeredAt.map(JSONValue.moment) ?? .null },
        ], name: \.name)

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        try list.render(KnownPlugin.all(in: try await Session.open()), query, paging)
    }
}
