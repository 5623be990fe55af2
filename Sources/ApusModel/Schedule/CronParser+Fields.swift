extension CronParser {
    /// A list of items, separated by commas. Empty items are nothing, as they are for Kubernetes.
    func field(_ unit: CronField.Unit, _ text: String) throws(ApusError) -> CronField {
        var field = CronField(unit)
        let items = text.split(separator: ",")
        if items.isEmpty { throw refusal("the \(unit.name) has no value: '\(text)'") }
        for item in items { try insert(item, into: &field) }
        return field
    }

    /// `VALUE`, `LOW-HIGH`, `*` or `?`, and perhaps `/STEP`. `VALUE/STEP` goes on to the highest value.
    private func insert(_ item: Substring, into field: inout CronField) throws(ApusError) {
        let unit = field.unit
        let halves = item.split(separator: "/", omittingEmptySubsequences: false)
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count <= 2, ends.count <= 2 else { throw refusal("'\(item)' is not a range of the \(unit.name)") }
        let step = halves.count == 2 ? try number(halves[1], of: "step of the \(unit.name)") : 1
        if step == 0 { throw refusal("the step of the \(unit.name) in '\(item)' is 0") }
        if halves[0] == "*" || halves[0] == "?" {
            field.insert(unit.range, step: step, isUnrestricted: step == 1)
            return
        }
        let low = try value(ends[0], of: unit)
        var high = halves.count == 2 ? unit.range.upperBound : low
        if ends.count == 2 { high = try value(ends[1], of: unit) }
        guard low <= high else {
            throw refusal(
                "the \(unit.name) '\(item)' ends before it begins",
                hint: "write both parts: '\(ends[0])-\(unit.range.upperBound),\(unit.range.lowerBound)-\(ends[1])'")
        }
        field.insert(low...high, step: step, isUnrestricted: false)
    }

    private func value(_ text: Substring, of unit: CronField.Unit) throws(ApusError) -> Int {
        if let index = unit.names.firstIndex(of: text.lowercased()) { return index + unit.range.lowerBound }
        if !unit.names.isEmpty, text.contains(where: \.isLetter) {
            throw refusal(
                "'\(text)' is no \(unit.name)",
                hint: Spelling.closest(to: text.lowercased(), among: unit.names).map { "did you mean '\($0)'?" }
                    ?? "the names are \(unit.names.joined(separator: ", "))")
        }
        let number = try number(text, of: unit.name)
        if unit == .dayOfWeek, number == 7 {
            throw refusal("the day of week '7' is above 6", hint: "Sunday is 0, or sun")
        }
        if number < unit.range.lowerBound {
            throw refusal("the \(unit.name) '\(text)' is below \(unit.range.lowerBound)")
        }
        if number > unit.range.upperBound {
            throw refusal("the \(unit.name) '\(text)' is above \(unit.range.upperBound)")
        }
        return number
    }

    private func number(_ text: Substring, of subject: String) throws(ApusError) -> Int {
        if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) { return number }
        throw refusal(text.isEmpty ? "the \(subject) is empty in it" : "the \(subject) '\(text)' is no number")
    }
}
