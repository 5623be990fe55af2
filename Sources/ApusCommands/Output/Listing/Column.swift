import ApusModel

/// A column of a list: what it is called, what it holds, and when it is shown. Headings, `--columns`, filters, sorting,
/// CSV and help all derive from it.
struct Column<Row: Sendable>: Sendable {
    enum Kind: Sendable {
        case text
        /// One of these words.
        case choice([String])
        case number
        case flag
        case moment
    }

    enum Place: Sendable {
        /// Names the row: shown always, whole.
        case name
        /// Shown unless the terminal is too narrow.
        case table
        /// Running text: shown, and wrapped where the terminal is too narrow.
        case prose
        /// Shown by `-o wide`, `--columns`, CSV.
        case wide
    }

    /// In kebab-case: `auth-method`.
    let name: String
    let kind: Kind
    let place: Place
    /// What is compared, and what JSON and CSV have.
    let value: @Sendable (Row) -> JSONValue
    /// What a person reads instead of the value.
    let shown: (@Sendable (Row) -> String)?

    init(
        _ name: String, _ kind: Kind = .text, in place: Place = .table, shown: (@Sendable (Row) -> String)? = nil,
        value: @escaping @Sendable (Row) -> JSONValue
    ) {
        self.name = name
        self.kind = kind
        self.place = place
        self.shown = shown
        self.value = value
    }

    /// `AUTH METHOD`
    var heading: String { name.split(separator: "-").joined(separator: " ").uppercased() }
    /// The key in JSON: `authMethod`, `resourceID`.
    var key: String {
        let words = name.split(separator: "-")
        return words.dropFirst().reduce(words.first.map(String.init) ?? "") { key, word in
            key + (word == "id" ? "ID" : word.prefix(1).uppercased() + word.dropFirst())
        }
    }

    func text(of row: Row) -> String {
        if let shown { return shown(row) }
        return value(row).cellText
    }

    var fit: Table.Fit {
        switch place {
        case .name: .whole
        case .prose: .wrapped
        case .table, .wide: .optional
        }
    }
}
