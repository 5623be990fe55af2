/// Something wrong in a file, at a place counted from 1.
struct Problem {
    struct Position {
        let line: Int
        let column: Int
    }

    let position: Position
    let message: String
    let hint: String?

    init(at position: Position, message: String, hint: String? = nil) {
        self.position = position
        self.message = message
        self.hint = hint
    }
}
