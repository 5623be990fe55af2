import ApusHost
import ApusModel
import ApusPipelineFile
import ArgumentParser
import SystemPackage

struct PipelineRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the pipeline that a file describes on the active stack.",
        discussion: """
            What the steps print appears on standard output, progress on standard error. The exit code \
            is 0 when every step succeeded, 10 when the run failed or was cancelled, and 11 when it goes \
            on because the orchestrator's option 'timeout' ended the wait.

            --dry-run shows what a run would make. It stores and starts nothing, but publishes the run's \
            images, because manifests name them by digest. Secrets' values appear as ***. Of a scheduled \
            pipeline it shows what one of its runs makes.
            """)

    @Argument(help: "The pipeline file.")
    var file: String
    @Option(name: .shortAndLong, help: "Another stack than the active one.")
    var stack: String?
    @Option(name: .shortAndLong, help: "Parameter NAME=VALUE, in place of the file's; may be repeated.")
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
        let path = FilePath(file)
        var pipeline = try PipelineFile.read(path)
        try Self.set(Pairs.parse(parameter, as: "parameter"), in: &pipeline)
        if noCache { pipeline.disableCache() }
        let spec = try scheduleSpec(pipeline)
        let session = try await Session.open()
        let folder = path.removingLastComponent()
        let preparation = RunPreparation(session: session, stackName: stack)
        if preview.isWanted {
            let objects = try await preparation.preview(
                pipeline, in: folder, asksInfrastructure: preview.serverDryRun)
            return try preview.show(objects)
        }
        if let spec {
            return try await PipelineScheduling(session: session, stackName: stack)
                .schedule(pipeline, by: spec, in: folder)
        }
        let submitted = try await preparation.prepare(pipeline, in: folder, mustGoOnAlone: asynchronous)
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

    /// Replaces declared parameters; a value keeps the kind of the file's one.
    private static func set(_ given: [String: String], in pipeline: inout PipelineSpec) throws(ApusError) {
        for (name, text) in given.sorted(by: { $0.key < $1.key }) {
            guard let declared = pipeline.parameters[name] else {
                let known = pipeline.parameters.keys.sorted()
                throw ApusError(
                    .invalidArgument, "pipeline '\(pipeline.name)' has no parameter '\(name)'",
                    reason: known.isEmpty ? "it has none" : "its parameters are \(known.joined(separator: ", "))",
                    hint: Spelling.closest(to: name, among: known).map { "did you mean '\($0)'?" })
            }
            pipeline.parameters[name] = try value(text, like: declared, of: name)
        }
    }

    private static func value(_ text: String, like declared: JSONValue, of name: String) throws(ApusError) -> JSONValue
    {
        let value: JSONValue? =
            switch declared {
            case .integer: Int64(text).map(JSONValue.integer)
            case .number: Double(text).map(JSONValue.number)
            case .boolean: Bool(text).map(JSONValue.boolean)
            case .string, .null, .array, .object: .string(text)
            }
        if let value { return value }
        throw ApusError(
            .invalidArgument, "parameter '\(name)' cannot be '\(text)'",
            reason: "the file gives it a value of kind \(declared.kindName)")
    }
}

extension PipelineSpec {
    fileprivate mutating func disableCache() {
        isCacheEnabled = false
        for index in steps.indices { steps[index].isCacheEnabled = false }
    }
}
