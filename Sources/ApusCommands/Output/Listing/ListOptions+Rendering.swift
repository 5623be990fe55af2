import ApusModel

extension ListOptions {
    /// Writes the rows that `query` wants, of all there are.
    func render<Row>(_ rows: [Row], _ query: ListQuery<Row>, _ paging: PageOptions) throws {
        let matching = query.apply(to: rows)
        let part = paging.part(of: matching)
        let page = paging.size.map { _ in paging.page }
        try render(part, query, ListFacts(total: matching.count, page: page, size: paging.size))
        if matching.isEmpty, query.isNarrowed, output.format.isForPeople {
            Console.error.print("None of \(rows.count) \(query.listing.noun) matches.")
        } else if part.count < matching.count, output.format.isForPeople, let size = paging.size {
            let pages = (matching.count + size - 1) / size
            Console.error.print("Page \(paging.page) of \(pages), \(matching.count) \(query.listing.noun) in all.")
        }
    }

    /// Writes `rows` as they are; `facts` are what JSON says besides.
    func render<Row>(_ rows: [Row], _ query: ListQuery<Row>, _ facts: ListFacts) throws {
        switch output.format {
        case .table, .wide: printTable(rows, query)
        case .name: Console.output.print(rows.map(query.listing.name))
        case .csv: Console.output.print(CSV.lines(csvRows(rows, query)))
        case .json, .yaml:
            if let columns = query.columns {
                let items = rows.map { row in
                    JSONValue.object(Dictionary(columns.map { ($0.key, $0.value(row)) }) { first, _ in first })
                }
                try output.render(ListDocument(items: items, facts: facts), names: []) { [] }
            } else {
                try output.render(ListDocument(items: rows, facts: facts), names: []) { [] }
            }
        }
    }

    private func printTable<Row>(_ rows: [Row], _ query: ListQuery<Row>) {
        let isWide = output.format == .wide
        let columns = query.columns ?? query.listing.columns.filter { isWide || !$0.isForWide }
        let isFitted = query.columns == nil && !isWide
        let table = Table(
            columns.map(\.heading), rows: rows.map { row in columns.map { $0.text(of: row) } },
            fits: columns.map { isFitted ? $0.fit : .whole })
        Console.output.print(table.lines(style: Console.output.style, hasHeadings: !noHeaders))
        let leftOut = table.leftOut().map { $0.lowercased() }
        if !leftOut.isEmpty {
            Console.error.print(
                "Left out, the terminal is too narrow: \(leftOut.joined(separator: ", ")). See -o wide.")
        }
    }

    private func csvRows<Row>(_ rows: [Row], _ query: ListQuery<Row>) -> [[String]] {
        let columns = query.columns ?? query.listing.columns
        let cells = rows.map { row in columns.map { $0.value(row).plainText } }
        return noHeaders ? cells : [columns.map(\.key)] + cells
    }
}

extension Column {
    fileprivate var isForWide: Bool {
        switch place {
        case .wide: true
        case .name, .table, .prose: false
        }
    }
}
