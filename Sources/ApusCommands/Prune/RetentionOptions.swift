import ApusModel
import ArgumentParser

/// Which runs go.
struct RetentionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Runs that ended longer ago than this: 30d, 12h, 2w.", valueName: "age"))
    var olderThan: Age?
    @Option(help: ArgumentHelp("Of each pipeline, all but the newest ones.", valueName: "count"))
    var keepLast: Int?
    @Option(help: ArgumentHelp("Runs that ended so; may be repeated.", valueName: "succeeded|failed|cancelled"))
    var status: [String] = []
    @Option(help: "Runs of this pipeline.")
    var pipeline: String?
    @Option(help: "Runs on this stack.")
    var stack: String?

    /// - Throws: `ValidationError` when there is no rule, or one that cannot be.
    func validate() throws {
        if let keepLast, keepLast < 0 { throw ValidationError("--keep-last is \(keepLast); it has to be 0 or more") }
        for word in status where RunStatus(rawValue: word)?.isFinal != true {
            throw ValidationError("--status is '\(word)'; it has to be succeeded, failed or cancelled")
        }
        if !rule.isGiven {
            throw ValidationError(
                "Which runs? Say at least one of --older-than, --keep-last, --status, --pipeline and --stack, such as 'apus prune --older-than 30d'"
            )
        }
    }

    var rule: RetentionRule {
        RetentionRule(
            age: olderThan, keptPerPipeline: keepLast, statuses: Set(status.compactMap(RunStatus.init(rawValue:))),
            pipeline: pipeline, stack: stack)
    }
}
