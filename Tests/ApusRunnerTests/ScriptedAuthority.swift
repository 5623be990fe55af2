import ApusCore
import ApusModel
import ApusRunner
import Synchronization

/// Answers a claim, once the attempt is launched, and remembers what is reported.
final class ScriptedAuthority: StepAuthority {
    private let decision: ClaimDecision
    private let secrets: [String: SecretString]
    private let variables: [String: SecretString]
    private let accepts: Bool
    /// How many claims come before the launch.
    private let early: Mutex<Int>
    /// How many reservations find their artifacts being deleted.
    private let deletions: Mutex<Int>
    private let beforeReservation: @Sendable () async -> Void
    private let seen = Mutex<[AttemptReport]>([])

    init(
        _ decision: ClaimDecision, secrets: [String: SecretString] = [:], variables: [String: SecretString] = [:],
        accepts: Bool = true, early: Int = 0, deletions: Int = 0,
        beforeReservation: @escaping @Sendable () async -> Void = {}
    ) {
        self.deletions = Mutex(deletions)
        self.beforeReservation = beforeReservation
        self.early = Mutex(early)
        self.decision = decision
        self.secrets = secrets
        self.variables = variables
        self.accepts = accepts
    }

    var reports: [AttemptReport] { seen.withLock { $0 } }

    func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision {
        let isEarly = early.withLock { early in
            defer { early -= 1 }
            return early > 0
        }
        return isEarly ? .notYet : decision
    }

    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] { secrets }

    func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString] { variables }

    func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        throw ApusError(.notFound, "there is no connector")
    }

    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest] {
        let isEarly = deletions.withLock { rest in
            defer { rest -= 1 }
            return rest > 0
        }
        await beforeReservation()
        return isEarly ? artifacts.map(\.digest) : []
    }

    func report(_ report: AttemptReport) async throws -> Bool {
        seen.withLock { $0.append(report) }
        return accepts
    }
}
