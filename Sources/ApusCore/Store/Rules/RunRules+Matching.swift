package import ApusModel

extension RunRules {
    /// The run that a user means among those whose name or identity begins with `text`.
    /// - Parameter candidates: all such runs, or more than one of them when none is named exactly.
    /// - Throws: `.invalidArgument` when it could be several, naming them.
    package static func match(_ text: String, among candidates: [Run]) throws(ApusError) -> Run? {
        if let named = candidates.first(where: { $0.name == text }) { return named }
        if let identified = candidates.first(where: { $0.id.rawValue == text }) { return identified }
        if candidates.count < 2 { return candidates.first }
        let shown = candidates.prefix(shownMatches).map(\.name).sorted().joined(separator: ", ")
        throw ApusError(
            .invalidArgument, "'\(text)' is the beginning of several runs",
            reason: candidates.count > shownMatches ? "\(shown) and more" : shown, hint: "give more of the name")
    }

    /// How many runs an error about an unclear name lists.
    package static let shownMatches = 8
}
