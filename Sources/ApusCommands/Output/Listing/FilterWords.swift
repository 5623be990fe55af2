import ApusModel

/// Filters as they stand on a command line: `--column=condition` or `--column condition`.
enum FilterWords {
    /// - Throws: ``ApusError`` with `.invalidArgument` for a word that is no filter, or a filter without a condition.
    static func parse(_ words: [String]) throws(ApusError) -> [(column: String, condition: String)] {
        var pairs: [(column: String, condition: String)] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2 else {
                throw ApusError(
                    .invalidArgument, "'\(word)' is one word too many",
                    reason: "a list takes no names; it takes filters, --COLUMN=VALUE", hint: "--name=\(word)")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            if parts.count == 2 {
                pairs.append((name, String(parts[1])))
            } else if let next = rest.first, !next.hasPrefix("--") {
                pairs.append((name, next))
                rest.removeFirst()
            } else {
                throw ApusError(
                    .invalidArgument, "the filter '--\(name)' has no value",
                    hint: "--\(name)=VALUE, or --\(name)=OPERATION:VALUE")
            }
        }
        return pairs
    }
}
