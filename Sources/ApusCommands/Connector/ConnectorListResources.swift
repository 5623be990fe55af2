import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorListResources: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list-resources", abstract: "List what all connectors reach.", discussion: listing.discussion)
    static let listing = ResourceRow.listing

    @Option(name: .shortAndLong, help: "Only resources of this type.")
    var resourceType: String?
    @Option(help: "Only this resource.")
    var resourceID: String?
    @Option(name: .shortAndLong, help: "Only connectors of this type.")
    var connectorType: String?
    @Flag(name: [.customShort("e"), .long], help: "Leave out what cannot be reached.")
    var excludeErrors = false
    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let wanted = ConnectorService.ResourceQuery(
            resourceType: resourceType.map(ResourceType.init(rawValue:)), resourceID: resourceID,
            connectorType: connectorType)
        let all = try await Session.open().connectors.listResources(wanted).flatMap(ResourceRow.rows)
        let hidesErrors = excludeErrors || list.output.format == .name
        try list.render(all.filter { !hidesErrors || $0.error == nil }, query, paging)
        if all.isEmpty {
            Console.error.print("No resources. Register access with: apus service-connector register NAME --type TYPE")
        }
    }
}
