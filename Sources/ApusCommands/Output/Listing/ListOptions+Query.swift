import ApusModel

extension ListOptions {
    /// The options as a question to `listing`.
    /// - Throws: ``ApusError`` with `.invalidArgument` for an unknown column or operation, or a value of another kind
    ///   than the column's.
    func query<Row>(_ listing: Listing<Row>) throws(ApusError) -> ListQuery<Row> {
        ListQuery(
            listing: listing, filters: try filterPairs(listing), labels: try labelPairs(listing),
            order: try order(listing),
            columns: try chosenColumns(listing))
    }

    private func filterPairs<Row>(_ listing: Listing<Row>) throws(ApusError) -> [(column: Column<Row>, filter: Filter)]
    {
        var pairs: [(column: Column<Row>, filter: Filter)] = []
        for (name, text) in try FilterWords.parse(filters) {
            let column = try listing.column(name, for: "to filter by")
            let filter = try Filter(text)
            try column.check(filter)
            pairs.append((column, filter))
        }
        return pairs
    }

    private func labelPairs<Row>(_ listing: Listing<Row>) throws(ApusError) -> [(key: String, filter: Filter)] {
        if !label.isEmpty, listing.labels == nil {
            throw ApusError(
                .invalidArgument, "\(listing.noun) have no labels", hint: "filter by a column: --COLUMN=VALUE")
        }
        var pairs: [(key: String, filter: Filter)] = []
        for word in label {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ApusError(
                    .invalidArgument, "'\(word)' is no condition on a label",
                    hint: "--label KEY=VALUE, or --label KEY=OPERATION:VALUE")
            }
            pairs.append((String(parts[0]), try Filter(String(parts[1]))))
        }
        return pairs
    }

    private func order<Row>(_ listing: Listing<Row>) throws(ApusError) -> (column: Column<Row>, isDescending: Bool)? {
        guard let sortBy else { return nil }
        let parts = sortBy.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.count, parts.first) {
        case (1, _): return (try listing.column(sortBy, for: "to sort by"), false)
        case (2, "asc"), (2, "desc"): return (try listing.column(parts[1], for: "to sort by"), parts[0] == "desc")
        default:
            throw ApusError(
                .invalidArgument, "'\(sortBy)' is no order", reason: "it begins with neither 'asc:' nor 'desc:'",
                hint: "--sort-by \(parts.last ?? "name"), or --sort-by desc:\(parts.last ?? "name")")
        }
    }

    private func chosenColumns<Row>(_ listing: Listing<Row>) throws(ApusError) -> [Column<Row>]? {
        guard let columns else { return nil }
        let names = columns.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        if names.contains("all") { return listing.columns }
        var chosen: [Column<Row>] = []
        for name in names { chosen.append(try listing.column(name, for: "to show")) }
        return chosen
    }
}
