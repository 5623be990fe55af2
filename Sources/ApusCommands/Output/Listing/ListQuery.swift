import ApusModel

/// Which rows of a list are wanted, in what order, with which columns: the words of a command line, checked.
struct ListQuery<Row: Sendable & Encodable>: Sendable {
    let listing: Listing<Row>
    let filters: [(column: Column<Row>, filter: Filter)]
    let labels: [(key: String, filter: Filter)]
    let order: (column: Column<Row>, isDescending: Bool)?
    /// The columns that were asked for by name, or `nil` for those that the format shows.
    let columns: [Column<Row>]?

    func matches(_ row: Row) -> Bool {
        filters.allSatisfy { $0.filter.matches($0.column.value(row)) }
            && labels.allSatisfy { $0.filter.matches(.optional(listing.labels?(row)[$0.key])) }
    }

    /// The rows that match, in the wanted order, else in their own. Absent values come last either way.
    func apply(to rows: [Row]) -> [Row] { sorted(rows.filter(matches)) }

    func sorted(_ rows: [Row]) -> [Row] {
        guard let order else { return rows }
        let keyed = rows.enumerated().map { (place: $0.offset, value: order.column.value($0.element), row: $0.element) }
        return keyed.sorted { left, right in
            if left.value.isAbsent != right.value.isAbsent { return right.value.isAbsent }
            if Filter.isAscending(left.value, right.value) { return !order.isDescending }
            if Filter.isAscending(right.value, left.value) { return order.isDescending }
            return left.place < right.place
        }.map(\.row)
    }

    /// Whether some rows were kept out on purpose.
    var isNarrowed: Bool { !filters.isEmpty || !labels.isEmpty }
}
