/// Puts together what is known about a failure, on one line of bounded length.
public enum FailureText {
    /// - Parameters:
    ///   - summary: what happened, with its hint.
    ///   - phrases: what the cluster says besides.
    ///   - lines: what the program printed last, oldest first.
    public static func make(_ summary: String, phrases: [String] = [], lines: [String] = []) -> String {
        var parts = [summary.shortened(to: 1000)] + phrases
        let shown = lines.suffix(longestTail).map { $0.shortened(to: 200) }.filter { !$0.allSatisfy(\.isWhitespace) }
        if !shown.isEmpty { parts.append("its last lines: " + tail(of: shown).joined(separator: " | ")) }
        return parts.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: "; ")
    }

    /// As many of the last lines as have room.
    private static func tail(of lines: [String]) -> [String] {
        var room = 1200
        return lines.reversed().prefix { line in
            room -= line.utf8.count + 3
            return room >= 0
        }.reversed()
    }

    /// No more lines than this are wanted.
    public static let longestTail = 20
}
