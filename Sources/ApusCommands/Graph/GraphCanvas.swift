import ApusModel

/// Cells of a terminal that lines and texts are put into.
struct GraphCanvas {
    private struct Cell {
        var arms: GraphArms = []
        var text: Character?
        var status: StepStatus?
    }

    private var rows: [[Cell]]

    init(width: Int, height: Int) { rows = Array(repeating: Array(repeating: Cell(), count: width), count: height) }

    /// Joins a line to what is in the cell.
    mutating func add(_ arms: GraphArms, row: Int, column: Int) { rows[row][column].arms.formUnion(arms) }

    /// A line from top to bottom that has nothing to do with the one it crosses.
    mutating func cross(row: Int, column: Int) { rows[row][column].arms = [.up, .down] }

    mutating func write(_ text: String, row: Int, column: Int, status: StepStatus? = nil) {
        for (offset, character) in text.enumerated() {
            rows[row][column + offset].text = character
            rows[row][column + offset].status = status
        }
    }

    /// A frame around `size` cells.
    mutating func frame(row: Int, column: Int, width: Int, height: Int) {
        let (bottom, right) = (row + height - 1, column + width - 1)
        for place in column..<right {
            for edge in [row, bottom] {
                add(.right, row: edge, column: place)
                add(.left, row: edge, column: place + 1)
            }
        }
        for place in row..<bottom {
            for edge in [column, right] {
                add(.down, row: place, column: edge)
                add(.up, row: place + 1, column: edge)
            }
        }
    }

    /// The rows as lines, without blanks at their ends.
    func lines(_ alphabet: GraphAlphabet, style: Style) -> [String] {
        rows.map { row in
            let end = (row.lastIndex { $0.text != nil || !$0.arms.isEmpty } ?? -1) + 1
            var line = ""
            var run = (text: "", status: StepStatus?.none)
            for cell in row[..<end] {
                if cell.status != run.status {
                    line += style.paint(run.text, as: run.status)
                    run = ("", cell.status)
                }
                run.text.append(cell.text ?? alphabet.line(cell.arms))
            }
            return line + style.paint(run.text, as: run.status)
        }
    }
}
