/// One way to go on with a command line.
struct CompletionAnswer: Hashable, Sendable {
    let text: String
    var meaning = ""

    /// Stands for the names of files, which the shell knows.
    static let files = CompletionAnswer(text: ":files")

    var line: String { self == .files ? text : "\(text)\t\(meaning)" }
}
