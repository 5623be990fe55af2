import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleHistory: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the runs of a schedule, newest first.",
        discussion: listing.discussion)
    static let listing = Listing<RunRow>(
        "runs",
        columns: RunRow.listing.columns.map { column in
            column.name == "scheduled-at" ? Column(column.name, column.kind, value: column.value) : column
        }.filter { $0.name != "schedule" }, name: \.run.name)

    @OptionGroup var reference: ScheduleReference
    @OptionGroup var paging: RunPageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        let page = try await RunSearch(query: query, schedule: schedule.id, store: session.store)
            .page(of: paging.limit, after: paging.cursor, now: Date())
        try list.render(query.sorted(page.items), query, ListFacts(next: page.next))
        if let next = page.next {
            Console.error.print("There are more: apus pipeline schedule history \(schedule.name) --cursor \(next)")
        }
    }
}
