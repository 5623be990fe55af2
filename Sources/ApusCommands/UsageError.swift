import ApusModel

/// What the argument parser refuses, in the form of every other error.
enum UsageError {
    /// - Parameters:
    ///   - message: the parser's text: a sentence, perhaps with a suggestion or with the possible words.
    ///   - path: the words of the command.
    static func explained(_ message: String, at path: [String]) -> ApusError {
        let lines = message.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
        let sentences = (lines.first ?? "The arguments cannot be understood").split(separator: ". ").map(String.init)
        let summary = sentences.first ?? ""
        let suggestion = sentences.dropFirst().first { $0.hasPrefix("Did you mean") }
        let words = lines.dropFirst().filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
        let offer = sentences.dropFirst().first { $0.hasPrefix("Please provide one of") }
        let reason =
            words.isEmpty
            ? offer?.replacing("Please provide one of", with: "it is one of").replacing(".", with: "") : nil
        return ApusError(
            .invalidArgument, lowercased(summary.hasSuffix(".") ? String(summary.dropLast()) : summary),
            reason: reason ?? (words.isEmpty ? nil : "it is one of \(words.joined(separator: ", "))"),
            hint: suggestion.map(lowercased) ?? "\(path.joined(separator: " ")) --help")
    }

    private static func lowercased(_ sentence: String) -> String {
        sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
