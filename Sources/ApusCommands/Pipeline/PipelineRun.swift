import ApusHost
import ApusModel
import ArgumentParser

struct PipelineRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the pipeline that a file or a program describes on the active stack.",
        discussion: """
            What the steps print appears on standard output, progress on standard error. The exit code \
            is 0 when every step succeeded, 10 when the run failed or was cancelled, and 11 when it goes \
            on because the orchestrator's option 'timeout' ended the wait.

            --dry-run shows what a run would make. It stores and starts nothing, but publishes the run's \
            images, because manifests name them by digest. Secrets' values appear as ***. Of a scheduled \
            pipeline it shows what one of its runs makes.
            """)

    @Argument(help: "The pipeline file, or a program that is a pipeline.")
    var file: String
    @Option(name: .shortAndLong, help: "Another stack than the active one.")
    var stack: String?
    @Option(name: .shortAndLong, help: "Parameter NAME=VALUE, in place of the pipeline's; may be repeated.")
    var parameter: [String] = []
    @Flag(help: "Run every step, whatever the cache has.")
    var noCache = false
    @Flag(help: "Return once the run is submitted.")
    var asynchronous = false
    @OptionGroup var preview: PreviewOptions
    @Option(
        help: ArgumentHelp(
            "Do not run it now but by itself: '30 2 * * mon-fri', '@daily', '@every 6h'.", valueName: "expression"))
    var schedule: String?
    @Option(help: "The schedule's name, in place of the file's; the pipeline's name without either.")
    var scheduleName: String?
    @Option(help: "The time zone of the schedule, in place of the file's; UTC without either.")
    var timeZone: String?
    @Flag(help: "Run it now and once, whatever schedule the file has.")
    var once = false

    func validate() throws {
        if once, schedule != nil || scheduleName != nil || timeZone != nil {
            throw ValidationError("--once goes without a schedule")
        }
    }

    func run() async throws {
        var pipeline = try await PipelineSource.read(file, parameters: Pairs.parse(parameter, as: "parameter"))
        if noCache { pipeline.spec.disableCache() }
        let schedule = try scheduleSpec(pipeline.spec)
        let session = try await Session.open()
        let preparation = RunPreparation(session: session, stackName: stack)
        if preview.printPlan { return try preview.show(try await preparation.compile(pipeline).0) }
        if preview.isWanted {
            return try preview.show(
                try await preparation.preview(pipeline, asksInfrastructure: preview.serverDryRun))
        }
        if let schedule {
            return try await PipelineScheduling(session: session, stackName: stack).schedule(pipeline, by: schedule)
        }
        let submitted = try await preparation.prepare(pipeline, mustGoOnAlone: asynchronous)
        let run = try await RunFollower(session: session).run(
            submitted, waiting: !asynchronous && submitted.isSynchronous)
        try run.checkSuccess()
    }

    /// When the pipeline is to run by itself, or `nil` when it is to run now.
    private func scheduleSpec(_ pipeline: PipelineSpec) throws(ApusError) -> ScheduleSpec? {
        if once { return nil }
        var spec = pipeline.schedule
        if let schedule {
            let cron = try CronExpression(schedule)
            spec = spec ?? ScheduleSpec(cron: cron)
            spec?.cron = cron
        }
        if spec == nil,
            let option = scheduleName.map({ _ in "--schedule-name" }) ?? timeZone.map({ _ in "--time-zone" })
        {
            throw ApusError(
                .invalidArgument, "\(option) has no schedule to go with",
                reason: "neither the file nor --schedule says when to run", hint: "--schedule '30 2 * * *'")
        }
        if let scheduleName { spec?.name = scheduleName }
        if let timeZone { spec?.timeZone = timeZone }
        return spec
    }
}

extension PipelineSpec {
    fileprivate mutating func disableCache() {
        isCacheEnabled = false
        for index in steps.indices { steps[index].isCacheEnabled = false }
    }
}
