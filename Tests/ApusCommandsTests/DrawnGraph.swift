/// Reads a drawing as a person does: which frames a line leads to from the lower edge of a frame.
struct DrawnGraph {
    private struct Place: Hashable {
        var row: Int
        var column: Int
    }

    private let cells: [[Character]]

    init(_ lines: [String]) { cells = lines.map(Array.init) }

    /// Up, down, left, right.
    private static let arms: [Character: String] = [
        "│": "ud", "─": "lr", "┌": "dr", "┐": "dl", "└": "ur", "┘": "ul", "├": "udr", "┤": "udl", "┬": "dlr",
        "┴": "ulr",
        "┼": "udlr",
    ]

    private func cell(_ place: Place) -> Character {
        cells.indices.contains(place.row) && cells[place.row].indices.contains(place.column)
            ? cells[place.row][place.column] : " "
    }

    /// The columns and rows of the arrow heads that a line reaches which leaves a frame downwards at `column`.
    func arrows(fromRow row: Int, column: Int) -> Set<[Int]> {
        var found: Set<[Int]> = []
        var waiting = [(Place(row: row + 1, column: column), Character("d"))]
        var seen: Set<Place> = []
        while let (place, heading) = waiting.popLast() {
            let cell = cell(place)
            if cell == "▼" {
                found.insert([place.row, place.column])
                continue
            }
            guard let arms = Self.arms[cell] else { continue }
            let back: [Character: Character] = ["u": "d", "d": "u", "l": "r", "r": "l"]
            guard let entry = back[heading], arms.contains(entry) else {
                // Another line interrupts this one, which goes on behind it.
                if cell == "│", "lr".contains(heading) { waiting.append((next(place, heading), heading)) }
                continue
            }
            if !seen.insert(place).inserted { continue }
            for arm in arms where arm != entry && arm != "u" { waiting.append((next(place, arm), arm)) }
        }
        return found
    }

    private func next(_ place: Place, _ heading: Character) -> Place {
        switch heading {
        case "u": Place(row: place.row - 1, column: place.column)
        case "d": Place(row: place.row + 1, column: place.column)
        case "l": Place(row: place.row, column: place.column - 1)
        default: Place(row: place.row, column: place.column + 1)
        }
    }

    /// The row and the columns inside the frame with that title.
    func frame(_ title: String) -> (row: Int, columns: Range<Int>)? {
        let text = Array("│ \(title) ")
        for (row, line) in cells.enumerated() where line.count >= text.count {
            for start in 0...(line.count - text.count) where Array(line[start..<start + text.count]) == text {
                let end = line[(start + 1)...].firstIndex(of: "│") ?? line.count
                return (row, (start + 1)..<end)
            }
        }
        return nil
    }
}
