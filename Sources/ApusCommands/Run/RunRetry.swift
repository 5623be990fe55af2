import ApusHost
import ApusModel
import ArgumentParser

struct RunRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Run the plan of an earlier run again, from its first step.",
        discussion: """
            A new run with the same stack, images, settings and parameters; what the cache has is not run again. \
            'apus run resume' keeps what succeeded.
            """)

    @OptionGroup var reference: RunReference
    @OptionGroup var repetition: RepetitionOptions

    func run() async throws {
        let session = try await Session.open()
        let original = try await reference.find(in: session)
        try await repetition.start(
            .retry(of: original, takesCached: !repetition.noCache, in: session.store), in: session)
    }
}
