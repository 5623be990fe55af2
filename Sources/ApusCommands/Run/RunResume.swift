import ApusCore
import ApusModel
import ArgumentParser

struct RunResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Run the steps of an earlier run that did not succeed.",
        discussion: """
            A new run with the same stack, images, settings and parameters takes over what succeeded, whether the cache \
            is on or not. Steps that depend on one that runs again run again too, and finally steps always do.
            """)

    @OptionGroup var reference: RunReference
    @Option(help: "Run this step again, and all that depends on it, even if it succeeded.")
    var from: String?
    @OptionGroup var repetition: RepetitionOptions

    func run() async throws {
        let session = try await Session.open()
        let original = try await reference.find(in: session)
        if !original.status.isFinal { throw ApusError.notOver(original) }
        let steps = try await session.store.steps(of: original.id)
        if let from { _ = try RunReference.step(from, of: original, steps) }
        let reused = try await session.store.plan(of: original.id).reusable(steps, runningAgainFrom: from)
        if from == nil, steps.allSatisfy(\.status.hasOutputs) {
            throw ApusError(
                .invalidArgument, "run '\(original.name)' has nothing to resume", reason: "all of its steps succeeded",
                hint: "add --from STEP to run a step again, or apus run retry \(original.name)")
        }
        let prepared = try await RunPreparation(session: session, stackName: nil).repetition(
            of: original, reusing: reused, takesCached: from == nil && !repetition.noCache,
            mustGoOnAlone: repetition.asynchronous)
        try await repetition.start(prepared, in: session)
    }
}
