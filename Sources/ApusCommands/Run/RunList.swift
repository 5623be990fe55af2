import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct RunList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, newest first.", discussion: listing.discussion)
    static var listing: Listing<RunRow> { RunRow.listing }

    @OptionGroup var paging: RunPageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let page = try await RunSearch(query: query, store: Session.open().store)
            .page(of: paging.limit, after: paging.cursor, now: Date())
        try list.render(query.sorted(page.items), query, ListFacts(next: page.next))
        if let next = page.next { Console.error.print("There are more: apus run list --cursor \(next)") }
    }
}
