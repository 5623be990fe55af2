extension StringProtocol {
    /// The text on one line, at most `limit` bytes of UTF-8 long; what is left out at the end shows as `…`.
    public func shortened(to limit: Int) -> String {
        let line = String(
            String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        if line.utf8.count <= limit { return line }
        var kept = ""
        var room = limit - "…".utf8.count
        for character in line {
            room -= character.utf8.count
            if room < 0 { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// What stands between the first `opening` and the next `closing` after it, or `nil`.
    func between(_ opening: String, _ closing: String) -> String? {
        guard let start = after(opening) else { return nil }
        var rest = start[...]
        while !rest.isEmpty {
            if rest.hasPrefix(closing) { return String(start[start.startIndex..<rest.startIndex]) }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// What follows the first `word`, or `nil`.
    func after(_ word: String) -> String? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(word) { return String(rest.dropFirst(word.count)) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
