public import ApusCore
public import ApusModel
import FoundationEssentials

/// Answers the runner of one attempt from the store.
public struct AttemptKeeper: Sendable {
    let store: any MetadataStore
    let attempt: Attempt.Key
    let show: @Sendable (String) async -> Void

    /// - Parameter show: gets each line that the step prints, where the runner sends them.
    public init(
        store: any MetadataStore, attempt: Attempt.Key, show: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.store = store
        self.attempt = attempt
        self.show = show
    }

    /// What the runner asked for is not given for another attempt than its own.
    public func answer(_ call: StepRequest.Call) async -> StepResponse.Answer {
        do {
            switch call {
            case .claim(attempt, let holder):
                return .claimed(try await store.claim(attempt, holder: holder, at: Date()))
            case .reserve(let artifacts, attempt):
                return .reserved(beingDeleted: try await store.reserve(artifacts, for: attempt, at: Date()))
            case .report(let report) where report.attempt == attempt:
                return .reported(isAccepted: try await store.report(report, at: Date()))
            case .secrets(let component):
                return .secrets(try await store.secrets(of: component).mapValues { $0.revealed() })
            case .connector(let component):
                let (connector, secrets) = try await store.connector(of: component)
                return .connector(connector, secrets: secrets.mapValues { $0.revealed() })
            case .show(let lines):
                for line in lines { await show(line) }
                return .shown
            case .secretVariables(let attempt) where attempt == self.attempt:
                return .secrets(
                    try await store.secretVariables(of: attempt.step, in: attempt.run).mapValues { $0.revealed() })
            case .claim, .reserve, .report, .secretVariables:
                throw ApusError(.forbidden, "attempt \(attempt) asked for another attempt")
            }
        } catch {
            return .failed(WireError(error))
        }
    }

    /// Answers a runner until it is gone.
    /// - Throws: what breaks the channel.
    public func answer(over connection: FrameConnection) async throws {
        while let message = try await connection.receive() {
            let request = try CanonicalJSON.decode(StepRequest.self, from: message)
            let answer = await answer(request.call)
            try await connection.send(try CanonicalJSON.encode(StepResponse(id: request.id, answer: answer)))
        }
    }
}
