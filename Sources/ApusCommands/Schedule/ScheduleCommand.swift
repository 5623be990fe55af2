import ArgumentParser

struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Look at pipelines that run by themselves, and change when they do.",
        discussion: """
            A schedule is made by 'schedule:' in a pipeline file, or by 'apus pipeline run FILE --schedule CRON'. \
            Running the pipeline again with the same schedule name changes its code, image and settings in place.
            """,
        subcommands: [
            ScheduleList.self, ScheduleDescribe.self, ScheduleUpdate.self, SchedulePause.self, ScheduleResume.self,
            ScheduleTrigger.self, ScheduleHistory.self, ScheduleBackfill.self, ScheduleDelete.self, ScheduleRepair.self,
        ])
}
