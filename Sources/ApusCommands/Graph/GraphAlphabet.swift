import ApusModel

/// The characters that graphs are drawn with.
enum GraphAlphabet: Sendable {
    case unicode, ascii

    /// Unicode where the locale says UTF-8 (POSIX.1-2017, section 8.2: the first of the three that is set counts).
    init(variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
        let encoding = locale.lowercased()
        self = encoding.contains("utf-8") || encoding.contains("utf8") ? .unicode : .ascii
    }

    /// A line with arms in these directions.
    func line(_ arms: GraphArms) -> Character {
        switch self {
        case .unicode: Self.lines[Int(arms.rawValue)]
        case .ascii:
            switch arms {
            case []: " "
            case [.up, .down], .up, .down: "|"
            case [.left, .right], .left, .right: "-"
            default: "+"
            }
        }
    }

    var arrow: Character { self == .unicode ? "▼" : "v" }
    /// How many steps a node stands for.
    var times: String { self == .unicode ? "×" : "x" }
    /// Stands before a step whose status nobody knows.
    var bullet: String { self == .unicode ? "•" : "*" }

    /// Stands before the word of a status.
    func sign(of status: StepStatus) -> String {
        let signs =
            switch status {
            case .pending: ("○", ".")
            case .launching: ("◌", ">")
            case .running: ("●", "*")
            case .succeeded, .cached: ("✓", "+")
            case .failed: ("✗", "x")
            case .skipped, .cancelled: ("-", "-")
            }
        return self == .unicode ? signs.0 : signs.1
    }

    /// By up, down, left, right as bits from the lowest.
    private static let lines: [Character] = [
        " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]
}
