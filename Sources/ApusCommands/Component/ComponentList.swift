import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ComponentList<Kind: ComponentKind>: AsyncParsableCommand, ListCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "List the components of this type.", discussion: listing.discussion)
    }
    static var listing: Listing<ComponentRow> { ComponentRow.listing(of: Kind.type) }

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let session = try await Session.open()
        let active = try await session.store.stack(named: session.activeStack.name)?.components[Kind.type]
        let components = try await session.store.components(of: Kind.type)
        let isBound = components.contains { $0.connector != nil }
        let connectors = isBound ? try await session.store.connectors() : []
        let names = Dictionary(connectors.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = components.map { component in
            ComponentRow(
                component: component, connector: component.connector.map { names[$0.connector] ?? "(gone)" },
                isActive: component.id == active)
        }
        try list.render(rows, query, paging)
    }
}
