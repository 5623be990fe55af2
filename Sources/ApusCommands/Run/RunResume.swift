import ApusCore
import ApusHost
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
        if let from {
            _ = try RunReference.step(from, of: original, try await session.store.steps(of: original.id))
        }
        try await repetition.start(
            .resumption(of: original, from: from, takesCached: !repetition.noCache, in: session.store), in: session)
    }
}
