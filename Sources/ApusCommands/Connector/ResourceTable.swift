import ApusCore
import ApusHost
import ApusModel

/// What one connector reaches, as a table, and what may be done at each resource below it.
struct ResourceTable {
    private let listings: [ResourceListing]

    init(_ listings: [ResourceListing]) { self.listings = listings }

    func lines(style: Style) -> [String] {
        if listings.isEmpty { return [] }
        let columns = ResourceRow.listing.columns.filter { ResourceTable.shown.contains($0.name) }
        let rows = listings.flatMap(ResourceRow.rows)
        let used = columns.filter { column in rows.contains { !column.text(of: $0).isEmpty } }
        let table = Table(used.map(\.heading), rows: rows.map { row in used.map { $0.text(of: row) } })
        return table.lines(style: style) + rights(style)
    }

    /// Writes all of it to standard output.
    func print() { Console.output.print(lines(style: Console.output.style)) }

    var names: [String] { listings.flatMap(\.resources) }

    private static let shown = ["connector", "connector-type", "resource-type", "resource-id", "identity"]

    private func rights(_ style: Style) -> [String] {
        listings.flatMap(\.reports).flatMap { report in
            let place = report.scope.map { "\(report.resourceID), \($0)" } ?? report.resourceID
            let may = report.allowed.isEmpty ? [] : ["\(place): may \(report.allowed.joined(separator: ", "))"]
            let mayNot = report.denied.isEmpty ? [] : ["\(place): may not \(report.denied.joined(separator: ", "))"]
            return may + mayNot.map { style.yellow($0) }
        }
    }
}
