extension Schedule {
    /// What happens when a schedule comes while an earlier firing still runs
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy).
    public enum ConcurrencyPolicy: String, Hashable, Sendable, Codable, CaseIterable {
        /// Both run.
        case allow = "Allow"
        /// The new one is left out.
        case forbid = "Forbid"
        /// The earlier one is stopped.
        case replace = "Replace"

        /// The policy of that name, in any case.
        /// - Throws: ``ApusError`` with `.invalidArgument`, naming the closest spelling.
        public static func named(_ word: String) throws(ApusError) -> ConcurrencyPolicy {
            if let policy = allCases.first(where: { $0.rawValue.lowercased() == word.lowercased() }) { return policy }
            let names = allCases.map(\.rawValue)
            throw ApusError(
                .invalidArgument, "'\(word)' is no concurrency policy",
                reason: "the policies are \(names.joined(separator: ", "))",
                hint: Spelling.closest(to: word, among: names).map { "did you mean '\($0)'?" })
        }
    }
}
