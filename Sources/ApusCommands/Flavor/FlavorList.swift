import ApusModel
import ApusPluginHost
import ArgumentParser

struct FlavorList<Scope: FlavorScope>: AsyncParsableCommand, ListCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "List the flavors that components can be made of.",
            discussion: listing.discussion)
    }
    static var listing: Listing<KnownFlavor> {
        Listing(
            "flavors",
            columns: [
                Column("name", in: .name) { .string($0.name) },
                Column("type") { .string($0.type.rawValue) },
                Column("kind") { .string($0.kind.rawValue) },
                Column("plugin") { .string($0.plugin) },
                Column("connector-resource", in: .wide) { .optional($0.connectorResource?.rawValue) },
                Column("summary", in: .prose) { .string($0.summary) },
            ], name: \.name)
    }

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        try list.render(KnownFlavor.all(in: try await Session.open(), of: Scope.type), query, paging)
    }
}
