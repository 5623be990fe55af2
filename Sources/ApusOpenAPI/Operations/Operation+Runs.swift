import ApusAPI
import ApusCore
import ApusModel

extension Operation {
    static let schedules = [
        Operation(
            .createSchedule, "createSchedule", .schedules, "Register a schedule, with the plan of its runs",
            body: ScheduleRecord.self),
        Operation(
            .updateSchedule, "updateSchedule", .schedules,
            "Replace a schedule, or only what the caller believes it to be", body: ScheduleRecord.self),
        Operation(
            .schedules, "schedules", .schedules, "List schedules, in pages",
            queries: [
                QueryParameter("pipeline", "Only those of that pipeline."), .limit, .cursor, .name("schedule"),
            ], answer: .json(Page<Schedule>.self)),
        Operation(.schedule, "schedule", .schedules, "Read a schedule", answer: .resource(Schedule.self)),
        Operation(
            .schedulePlan, "schedulePlan", .schedules, "Read the plan of a schedule's runs",
            answer: .resource(RunPlan.self)),
        Operation(.deleteSchedule, "deleteSchedule", .schedules, "Remove a schedule", problems: [409]),
        Operation(
            .makeScheduleToken, "makeScheduleToken", .schedules, "Make a token that can start runs of the schedule",
            answer: .json(ScheduleToken.self)),
        Operation(
            .fire, "fire", .schedules, "Start the run of a firing, or find the one that was started",
            body: FiringRequest.self, answer: .json(FiredRun.self)),
    ]

    static let runs = [
        Operation(.createRun, "createRun", .runs, "Store a run, with its plan", body: NewRun.self),
        Operation(
            .runs, "runs", .runs, "List runs, newest first, in pages",
            queries: [
                QueryParameter("pipeline", "Only those of that pipeline."),
                QueryParameter("status", "Only those of that status.", as: RunStatus.self),
                QueryParameter("schedule", "Only those of the schedule of that identity."), .limit, .cursor,
                QueryParameter("matching", "Only the run whose identity, name, or end of identity it is."),
            ], answer: .json(Page<Run>.self)),
        Operation(
            .makeRunToken, "makeRunToken", .runs, "Make a token that can touch the run only",
            body: RunTokenRequest.self, answer: .json(RunToken.self)),
        Operation(
            .requestCancellation, "requestCancellation", .runs, "Ask the run to stop", body: Moment.self),
        Operation(.deleteRun, "deleteRun", .runs, "Remove a run that is over", problems: [409]),
        Operation(
            .surveyRuns, "surveyRuns", .runs, "Count what goes with runs that are to be removed",
            body: RunSelection.self, answer: .json(RunSurvey.self)),
        Operation(
            .removeRuns, "removeRuns", .runs, "Remove runs that are over, and condemn their artifacts",
            body: RunRemoval.self, answer: .json(Listing<Identifier<Run>>.self), problems: [409]),
        Operation(
            .takeCondemned, "takeCondemned", .runs, "Take condemned contents that no run names, to delete them",
            body: CondemnedTaking.self, answer: .json(CondemnedBatch.self)),
        Operation(
            .forgetCondemned, "forgetCondemned", .runs, "Forget contents that were deleted, and give back the others",
            body: CondemnedDeletion.self),
        Operation(
            .cachedStep, "cachedStep", .runs, "Find the step run that succeeded with a cache key",
            answer: .json(StepRun.self)),
        Operation(.run, "run", .runs, "Read a run", answer: .resource(Run.self)),
        Operation(.plan, "plan", .runs, "Read the plan of a run", answer: .resource(RunPlan.self)),
        Operation(.steps, "steps", .runs, "List the step runs of a run", answer: .json(Listing<StepRun>.self)),
    ]
}
