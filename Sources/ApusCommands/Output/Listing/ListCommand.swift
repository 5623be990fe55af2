/// A command that lists rows. What its ``Listing`` declares appears in help, manual and completion.
protocol ListCommand {
    associatedtype Row: Sendable, Encodable
    static var listing: Listing<Row> { get }
}

extension ListCommand {
    static var columnNames: [String] { listing.columns.map(\.name) }

    /// The words that a column's values are among, when they are known.
    static func choices(of column: String) -> [String] {
        switch listing.columns.first(where: { $0.name == column })?.kind {
        case .choice(let words): words
        case .flag: ["true", "false"]
        case .text, .number, .moment, nil: []
        }
    }
}

extension Listing {
    /// The columns and filters, for the command's help.
    var discussion: String {
        """
        Columns: \(columns.map(\.name).joined(separator: ", ")).

        Each column is a filter too: --COLUMN=VALUE, or --COLUMN=OPERATION:VALUE with the operations \
        \(Filter.Operation.allCases.map(\.rawValue).joined(separator: ", ")). A row is listed when it meets all of them.
        """
    }
}
