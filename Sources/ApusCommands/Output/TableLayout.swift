/// Which columns of a table are shown, how wide each is, and the lines that each row takes.
struct TableLayout {
    /// The columns that are shown, in order.
    private(set) var columns: [Int]
    private var widths: [Int]
    private let cells: [[String]]

    private static let gap = 2
    /// Wrapped text is not made narrower than this.
    private static let narrowest = 16

    init(cells: [[String]], fits: [Table.Fit], width: Int?) {
        self.cells = cells
        columns = Array(fits.indices)
        widths = fits.indices.map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        guard let width else { return }
        wrap(fits, width)
        while total > width, let dropped = columns.last(where: { fits[$0] == .optional }) {
            columns.removeAll { $0 == dropped }
        }
        // A dropped column leaves room that wrapped ones may have again.
        for column in columns where fits[column] == .wrapped {
            widths[column] += max(0, min(natural(column) - widths[column], width - total))
        }
    }

    private var total: Int { columns.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, columns.count - 1) }

    private func natural(_ column: Int) -> Int { cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }

    private mutating func wrap(_ fits: [Table.Fit], _ width: Int) {
        for column in columns.reversed() where fits[column] == .wrapped && total > width {
            let words = cells.flatMap { $0[column].split(separator: " ") }.map { DisplayWidth.of($0) }
            let least = min(widths[column], max(Self.narrowest, words.max() ?? 0))
            widths[column] = max(least, widths[column] - (total - width))
        }
    }

    /// The lines of each row.
    var blocks: [[String]] {
        cells.map { row in
            let parts = columns.map { Self.wrapped(row[$0], to: widths[$0]) }
            return (0..<(parts.map(\.count).max() ?? 0)).map { line in
                self.line(parts.map { line < $0.count ? $0[line] : "" })
            }
        }
    }

    private func line(_ texts: [String]) -> String {
        var line = ""
        for (column, text) in zip(columns, texts) {
            line += text + String(repeating: " ", count: widths[column] - DisplayWidth.of(text) + Self.gap)
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// `text` in lines of at most `width` columns, broken at blanks only.
    private static func wrapped(_ text: String, to width: Int) -> [String] {
        if DisplayWidth.of(text) <= width { return [text] }
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(word) <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
