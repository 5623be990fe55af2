/// Facts about one thing, a line each, with the values in a column.
struct Details {
    private var facts: [(name: String, value: String)] = []

    /// Adds a fact; an absent value adds nothing. Of several lines the first is shown, and how many follow.
    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        let lines = value.split(separator: "\n")
        facts.append((name, (lines.count > 1 ? "\(lines[0]) … (\(lines.count) lines)" : value).visible))
    }

    func lines(style: Style) -> [String] {
        let width = (facts.map { DisplayWidth.of($0.name) }.max() ?? 0) + 1
        return facts.map { fact in
            let gap = String(repeating: " ", count: width - DisplayWidth.of(fact.name))
            return style.bold("\(fact.name):") + gap + fact.value
        }
    }
}
