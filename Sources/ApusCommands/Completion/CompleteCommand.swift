import ArgumentParser

/// What the scripts of `apus completion` ask: the answers to the last of the words, a line each, with a tabulator
/// before what it means. The line `:files` stands for the names of files.
struct CompleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "complete", shouldDisplay: false)

    @Argument(parsing: .postTerminator)
    var words: [String] = []

    func run() async throws {
        let answers = try await CompletionSearch(words).answers()
        Console.output.print(answers.map(\.line))
    }
}
