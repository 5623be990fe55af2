/// Rows under headings, in columns as wide as their widest cell.
struct Table {
    /// What may happen to a column where a terminal is too narrow.
    enum Fit: Sendable {
        /// Names and identifiers: shown whole, always.
        case whole
        /// Running text: wrapped at blanks.
        case wrapped
        /// Left out, the last such column first.
        case optional
    }

    let headings: [String]
    var rows: [[String]]
    private let fits: [Fit]

    /// A table whose last column is wrapped where a terminal is too narrow.
    init(_ headings: [String], rows: [[String]] = []) {
        self.init(headings, rows: rows, fits: headings.indices.map { $0 == headings.count - 1 ? .wrapped : .whole })
    }

    init(_ headings: [String], rows: [[String]], fits: [Fit]) {
        self.headings = headings
        self.rows = rows.map { $0.map(\.visible) }
        self.fits = fits
    }

    /// The lines, without blanks at their ends.
    /// - Parameters:
    ///   - width: the columns of the terminal, or `nil` for lines of any length.
    ///   - hasHeadings: whether the headings are the first line.
    func lines(style: Style, width: Int? = Console.output.width, hasHeadings: Bool = true) -> [String] {
        let plan = TableLayout(cells: (hasHeadings ? [headings] : []) + rows, fits: fits, width: width)
        return plan.blocks.enumerated().flatMap { index, lines in
            index == 0 && hasHeadings ? lines.map(style.bold) : lines
        }
    }

    /// The headings of the columns that ``lines(style:width:hasHeadings:)`` leaves out.
    func leftOut(width: Int? = Console.output.width) -> [String] {
        let shown = TableLayout(cells: [headings] + rows, fits: fits, width: width).columns
        return headings.indices.filter { !shown.contains($0) }.map { headings[$0] }
    }
}
