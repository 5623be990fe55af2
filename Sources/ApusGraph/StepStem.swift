/// What names of mapped steps have in common: `train-1` and `train-2`, `fold_a` and `fold_b`.
enum StepStem {
    /// The name with `#` for each run of digits; a name without digits loses its last part. `nil` for a name of one
    /// part, which is like no other.
    static func of(_ name: String) -> String? {
        var stem = ""
        for character in name where !(isDigit(character) && stem.last == "#") {
            stem.append(isDigit(character) ? "#" : character)
        }
        if stem.contains("#") { return stem }
        return name.lastIndex(where: isSeparator).map { String(name[..<$0]) }
    }

    /// What to call steps of one stem: how their names begin, without number and separator at the end.
    static func label(of names: [String]) -> String {
        guard var prefix = names.first.map(Array.init) else { return "" }
        for name in names { prefix = zip(prefix, name).prefix { $0 == $1 }.map(\.0) }
        while let last = prefix.last, isDigit(last) || isSeparator(last) { prefix.removeLast() }
        return prefix.isEmpty ? names.first.flatMap(of) ?? "" : String(prefix)
    }

    private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }
    private static func isSeparator(_ character: Character) -> Bool { "-_.".contains(character) }
}
