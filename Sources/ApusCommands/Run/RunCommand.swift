import ArgumentParser

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Look at runs, stop them, and run them again.",
        subcommands: [
            RunList.self, RunDescribe.self, RunExplain.self, RunGraph.self, RunLogs.self, RunWatch.self, RunCancel.self,
            RunRetry.self, RunResume.self, RunDelete.self,
        ])
}
