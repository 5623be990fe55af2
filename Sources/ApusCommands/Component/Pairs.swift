import ApusModel

/// Repeated `KEY=VALUE` options.
enum Pairs {
    /// - Throws: ``ApusError`` with `.invalidArgument` for a word without `=` or without a key.
    static func parse(_ words: [String], as kind: String) throws(ApusError) -> [String: String] {
        var pairs: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ApusError(.invalidArgument, "'\(word)' is no \(kind)", hint: "write KEY=VALUE")
            }
            pairs[String(parts[0])] = String(parts[1])
        }
        return pairs
    }
}
