public import ApusCore
public import ApusModel
import Synchronization

/// Programs whose tokens the test decides.
public final class InMemoryProgramVerifier: ProgramVerifier {
    private struct State {
        var runs: [SecretString: Identifier<Run>] = [:]
        var error: ApusError?
        var questions = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// From now on `token` is that of a program of `run`, or of none.
    public func set(_ token: SecretString, _ run: Identifier<Run>?) { state.withLock { $0.runs[token] = run } }

    /// Has every question fail, or be answered again.
    public func fail(with error: ApusError?) { state.withLock { $0.error = error } }

    /// How often it was asked.
    public var questions: Int { state.withLock { $0.questions } }

    public func run(ofBearerOf token: SecretString) async throws -> Identifier<Run>? {
        try state.withLock { state in
            state.questions += 1
            if let error = state.error { throw error }
            return state.runs[token]
        }
    }
}
