extension StepCommand {
    /// The first word of a command that the pipeline's own program runs. Where the program lies is known when a plan is
    /// made, and differs from machine to image.
    public static let programWord = "{program}"

    /// Step `step` of the program that the pipeline is written in.
    public static func ofProgram(step: String) -> StepCommand { .program([programWord, "--step", step]) }

    /// Whether the pipeline's own program runs it.
    public var isOfProgram: Bool {
        if case .program(let words) = self { words.first == Self.programWord } else { false }
    }

    /// The same command, of the program that `words` start; others stay as they are.
    public func startingProgram(by words: [String]) -> StepCommand {
        guard isOfProgram, case .program(let own) = self else { return self }
        return .program(words + own.dropFirst())
    }
}
