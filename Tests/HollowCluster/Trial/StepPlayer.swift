public import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient

/// Plays the program in a step's pod: claims the attempt and reports how it ended, as `apus-step` does.
public struct StepPlayer: Sendable {
    /// What the program says about the attempt.
    public enum Report: Sendable {
        case success
        /// The command ended with that exit code.
        case failure(Int)
        /// Nothing: the program was ended before it could.
        case none
    }

    let store: any RunStore
    let clock: any Clock<Duration>

    public init(_ store: any RunStore, clock: any Clock<Duration> = ContinuousClock()) {
        self.store = store
        self.clock = clock
    }

    /// A pod whose program claims its attempt, runs for a while and reports.
    /// - Parameters:
    ///   - duration: `nil`: until the pod is deleted.
    ///   - ending: `nil` for the exit code that belongs to the report (Documentation/exit-codes.md).
    public func script(
        _ report: Report = .success, lasting duration: Duration? = .zero, ending: PodEnding? = nil
    ) -> PodScript {
        script(report, ending: ending) {
            guard let duration else {
                _ = try await PodScript.never()
                return
            }
            if duration > .zero { try await clock.sleep(for: duration) }
        }
    }

    /// The same, until `wait` returns.
    public func script(
        _ report: Report = .success, ending: PodEnding? = nil, until wait: @escaping @Sendable () async throws -> Void
    ) -> PodScript {
        PodScript { pod in
            guard let attempt = pod.attempt else { return .exit(Exit.usage) }
            let holder = pod.metadata.name
            var decision: ClaimDecision
            repeat {
                decision = try await store.claim(attempt, holder: holder, at: Date(), waiting: .seconds(20))
            } while decision == .notYet
            guard case .granted = decision else { return .exit(Exit.refused) }
            try await wait()
            switch report {
            case .success:
                return try await say(.succeeded(outputs: [:]), of: attempt, holder) ?? ending ?? .exit(0)
            case .failure(let code):
                let failure = AttemptFailure(.command, "the command ended with exit code \(code)", exitCode: code)
                return try await say(.failed(failure), of: attempt, holder) ?? ending ?? .exit(Exit.failed)
            case .none: return ending ?? .exit(Exit.failed)
            }
        }
    }

    /// - Returns: how the program ends when its report is not accepted.
    private func say(
        _ outcome: AttemptReport.Outcome, of attempt: Attempt.Key, _ holder: String
    ) async throws -> PodEnding? {
        let report = AttemptReport(attempt: attempt, holder: holder, outcome: outcome)
        return try await store.report(report, at: Date()) ? nil : .exit(Exit.failed)
    }

    private enum Exit {
        static let failed = 1
        static let usage = 2
        static let refused = 3
    }
}
