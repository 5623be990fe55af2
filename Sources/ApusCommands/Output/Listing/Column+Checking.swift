import ApusModel

extension Column {
    /// - Throws: ``ApusError`` with `.invalidArgument` when the column can never compare so.
    func check(_ filter: Filter) throws(ApusError) {
        if filter.operation.takesNothing { return }
        switch (kind, filter.operation) {
        case (.text, _), (_, .contains), (_, .notcontains), (_, .startswith), (_, .endswith): return
        case (.choice(let words), .equals), (.choice(let words), .notequals), (.choice(let words), .oneof):
            for word in filter.operands where !words.contains(word) {
                throw refusal(
                    of: word, "it is one of \(words.joined(separator: ", "))",
                    hint: Spelling.closest(to: word, among: words).map { "did you mean '\($0)'?" })
            }
        case (.choice, _): return
        case (.number, _):
            for word in filter.operands where Double(word) == nil { throw refusal(of: word, "it is a number") }
        case (.flag, .equals), (.flag, .notequals):
            if SettingWord.boolean(filter.operand) == nil {
                throw refusal(of: filter.operand, "it is 'true' or 'false'")
            }
        case (.flag, _): throw refusal(of: filter.operand, "it is 'true' or 'false' and has no order")
        case (.moment, _):
            for word in filter.operands where !MomentPrefix.isOne(word) {
                throw refusal(of: word, "it is a time such as 2026-01-31 or 2026-01-31T08:05:00Z, in UTC")
            }
        }
    }

    private func refusal(of word: String, _ reason: String, hint: String? = nil) -> ApusError {
        ApusError(.invalidArgument, "column '\(name)' cannot be compared with '\(word)'", reason: reason, hint: hint)
    }
}

extension Filter {
    fileprivate var operands: [String] {
        operation == .oneof ? operand.split(separator: ",").map(\.trimmed) : [operand]
    }
}
