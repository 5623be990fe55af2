import ApusModel

/// What a list shows: what its rows are called, their columns, and each row as JSON.
struct Listing<Row: Sendable & Encodable>: Sendable {
    /// In the plural: `stacks`.
    let noun: String
    let columns: [Column<Row>]
    /// What `-o name` prints.
    let name: @Sendable (Row) -> String
    /// `nil` for rows that have none.
    let labels: (@Sendable (Row) -> [String: String])?

    init(
        _ noun: String, columns: [Column<Row>], name: @escaping @Sendable (Row) -> String,
        labels: (@Sendable (Row) -> [String: String])? = nil
    ) {
        self.noun = noun
        self.columns = columns
        self.name = name
        self.labels = labels
    }

    /// The column of that name, with `-` and `_` taken as the same.
    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the columns and the closest spelling.
    func column(_ name: String, for purpose: String) throws(ApusError) -> Column<Row> {
        let wanted = name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-").lowercased()
        if let column = columns.first(where: { $0.name == wanted }) { return column }
        let names = columns.map(\.name)
        throw ApusError(
            .invalidArgument, "the list of \(noun) has no column '\(name)' \(purpose)",
            reason: "its columns are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: wanted, among: names).map { "did you mean '\($0)'?" })
    }
}
