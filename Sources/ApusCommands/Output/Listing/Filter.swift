import ApusModel

/// A condition on a column: an operation and what it compares with, written `OPERATION:VALUE`, or `VALUE` alone for
/// equality.
struct Filter: Hashable, Sendable {
    enum Operation: String, CaseIterable, Sendable {
        case equals, notequals, contains, notcontains, startswith, endswith, oneof, gt, gte, lt, lte, isnull, isnotnull
    }

    let operation: Operation
    let operand: String

    init(_ operation: Operation, _ operand: String) {
        self.operation = operation
        self.operand = operand
    }

    /// Reads a condition. A word before the first colon that is no operation belongs to the value (`s3://bucket`),
    /// unless it is a misspelt one.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a misspelt operation.
    init(_ text: String) throws(ApusError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let names = Operation.allCases.map(\.rawValue)
        guard let word = parts.first.map(String.init) else {
            self.init(.equals, text)
            return
        }
        if let operation = Operation(rawValue: word), parts.count == 2 || operation.takesNothing {
            self.init(operation, parts.count == 2 ? String(parts[1]) : "")
            return
        }
        if parts.count == 2, word.count > 3, let closest = Spelling.closest(to: word, among: names) {
            throw ApusError(
                .invalidArgument, "'\(word)' is no operation of a filter",
                reason: "the operations are \(names.joined(separator: ", "))",
                hint: "did you mean '\(closest):\(parts[1])'? For that very text: 'equals:\(text)'")
        }
        self.init(.equals, text)
    }
}

extension Filter.Operation {
    /// Whether the operation compares with nothing.
    var takesNothing: Bool { self == .isnull || self == .isnotnull }
}
