import ApusCore
import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials

struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Delete runs that are over by a rule, their logs, and artifacts that no other run has.",
        discussion: """
            Says what would go, and does it with --yes. A run goes when it meets everything that is given: \
            --keep-last counts the runs that --status, --pipeline and --stack leave, and of those that it does not \
            keep, only the ones that --older-than finds old enough go. A run that is not over never goes.

            The content of an artifact goes when no run that stays has it, in whatever artifact store. What an \
            earlier 'apus prune' could not finish, or 'apus run delete' left, goes too. What other databases keep in the same place is not known: prune with \
            --keep-artifacts then. To do this regularly, let \
            cron call 'apus prune --older-than 30d --yes'.
            """)

    @OptionGroup var retention: RetentionOptions
    @Flag(help: "Leave the contents of artifacts where they are, for good.")
    var keepArtifacts = false
    @Flag(help: "Leave the logs where they are, in an artifact store that cannot be reached, say.")
    var keepLogs = false
    @Flag(name: .shortAndLong, help: "Do it. Without this nothing is changed.")
    var yes = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let stores = ArtifactStores { component in
            try session.registry.makeArtifactStore(try await session.factory.context(for: component))
        }
        let now = Date()
        let runs = try await retention.rule.runs(in: session.store, now: now)
        let pruning = Pruning(
            store: session.store, artifactStores: stores, keepsArtifacts: keepArtifacts, keepsLogs: keepLogs,
            progress: { Console.error.print("\($0) of \(runs.count) runs are removed.") })
        let report = try await yes ? pruning.remove(runs) : pruning.forecast(runs)
        try output.render(report, names: report.runs.map(\.name)) {
            report.lines(style: Console.output.style, now: now)
        }
        try conclude(report)
    }

    /// - Throws: ``ApusError`` when something stays that was to go.
    private func conclude(_ report: PruneReport) throws {
        if !report.done { return Console.error.print("Nothing is changed; --yes does it.") }
        guard let first = report.left.first else { return }
        for remainder in report.left { Console.error.print("Left: \(remainder.what): \(remainder.reason)") }
        throw ApusError(
            .unavailable, "not everything that was to go is gone", reason: "\(first.what): \(first.reason)",
            hint: "see to its artifact store and prune again, or leave contents there: --keep-artifacts --keep-logs")
    }
}
