import ArgumentParser

@main
struct StepProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus-step", abstract: "Runs one attempt of a step; started by orchestrators.",
        subcommands: [RunAttempt.self, ProbeServer.self])
}
