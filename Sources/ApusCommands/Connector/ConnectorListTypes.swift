import ApusCore
import ApusModel
import ArgumentParser

struct ConnectorListTypes: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list-types", abstract: "List the types of connectors that there are.",
        discussion: listing.discussion)
    static let listing = Listing<ConnectorTypeDescription>(
        "connector types",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("resource-types") { .array($0.resourceTypes.map { .string($0.rawValue) }) },
            Column("auth-methods") { .array($0.authMethods.map { .string($0.name) }) },
            Column("summary", in: .prose) { .string($0.summary) },
        ], name: \.name)

    @Option(name: .shortAndLong, help: "Only this connector type.")
    var type: String?
    @Option(name: .shortAndLong, help: "Only those that give access to resources of this type.")
    var resourceType: String?
    @Option(name: .shortAndLong, help: "Only those that have this authentication method.")
    var authMethod: String?
    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let registry = try await Session.open().registry
        if let type { _ = try registry.connectorType(type) }
        let types = registry.connectorTypes.filter { found in
            (type == nil || found.name == type)
                && (resourceType == nil || found.resourceTypes.contains { $0.rawValue == resourceType })
                && (authMethod == nil || found.authMethods.contains { $0.name == authMethod })
        }
        try list.render(types.map(ConnectorTypeDescription.init), query, paging)
    }
}
