import ArgumentParser

struct PipelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline", abstract: "Run pipelines, now or by schedule.",
        subcommands: [PipelineRun.self, PipelineGraph.self, PipelineNew.self, ScheduleCommand.self])
}
