import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleList: AsyncParsableCommand, ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the schedules.", discussion: listing.discussion)
    static var listing: Listing<ScheduleRow> { ScheduleRow.listing }

    @OptionGroup var paging: PageOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let query = try list.query(Self.listing)
        let now = Date()
        let rows = try await Session.open().store.allSchedules().map { try ScheduleRow($0, now: now) }
        try list.render(rows, query, paging)
    }
}

extension MetadataStore {
    /// Every schedule, by name.
    func allSchedules() async throws -> [Schedule] {
        var (found, query) = ([Schedule](), ScheduleQuery())
        repeat {
            let page = try await schedules(query)
            found += page.items
            query.cursor = page.next
        } while query.cursor != nil
        return found
    }
}
