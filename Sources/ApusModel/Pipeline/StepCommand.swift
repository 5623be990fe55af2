/// What a step runs.
public enum StepCommand: Hashable, Sendable, Codable {
    /// A text for `/bin/sh -c`.
    case shell(String)
    /// A program and its arguments, without a shell.
    case program([String])

    /// The words to execute.
    public var arguments: [String] {
        switch self {
        case .shell(let text): ["/bin/sh", "-c", text]
        case .program(let words): words
        }
    }

    /// Whether it says nothing that could run.
    public var isBlank: Bool {
        switch self {
        case .shell(let text): text.allSatisfy(\.isWhitespace)
        case .program(let words): words.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        }
    }
}
