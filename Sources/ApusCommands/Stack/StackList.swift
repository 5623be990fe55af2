import ApusHost
import ApusModel
import ArgumentParser

struct StackList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the stacks.", discussion: listing.discussion)
    static var listing: Listing<StackRow> { StackRow.listing }

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let session = try await Session.open()
        let active = session.activeStack.name
        let rows = try await session.stacks.stacks().map { StackRow($0, isActive: $0.stack.name == active) }
        try list.render(rows, query, paging)
    }
}
