public import ApusCore
public import ApusModel
public import ApusWire

/// Asks the process that started this one, over the descriptors that it handed down.
public final class ParentAuthority: StepAuthority {
    private let connection: FrameConnection
    private let pending = PendingAnswers<StepResponse.Answer>()

    /// - Parameter channel: closed when the authority goes.
    public init(_ channel: StepChannel) throws {
        connection = try FrameConnection(input: channel.input, output: channel.output)
    }

    /// Receives the answers until the parent is gone; nothing is answered unless this runs.
    ///
    /// It does not see that its task is cancelled: it ends with the parent, or with this process.
    public func receiveAnswers() async {
        // What is no message ends the channel as its end does: whoever waits is told.
        while let message = try? await connection.receive(),
            let response = try? CanonicalJSON.decode(StepResponse.self, from: message)
        {
            pending.fill(response.id, with: .success(response.answer))
        }
        pending.finish(ApusError(.unavailable, "the process that started this step is gone"))
    }

    public func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision {
        let answer = try await ask(.claim(attempt, holder: holder))
        guard case .claimed(let decision) = answer else { throw Self.unexpected(answer) }
        return decision
    }

    public func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        let answer = try await ask(.secrets(of: component))
        guard case .secrets(let texts) = answer else { throw Self.unexpected(answer) }
        return texts.mapValues { SecretString($0) }
    }

    public func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString] {
        let answer = try await ask(.secretVariables(of: attempt))
        guard case .secrets(let texts) = answer else { throw Self.unexpected(answer) }
        return texts.mapValues { SecretString($0) }
    }

    public func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        let answer = try await ask(.connector(of: component))
        guard case .connector(let connector, let texts) = answer else { throw Self.unexpected(answer) }
        return (connector, texts.mapValues { SecretString($0) })
    }

    public func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest] {
        let answer = try await ask(.reserve(artifacts, for: attempt))
        guard case .reserved(let leaving) = answer else { throw Self.unexpected(answer) }
        return leaving
    }

    public func report(_ report: AttemptReport) async throws -> Bool {
        let answer = try await ask(.report(report))
        guard case .reported(let isAccepted) = answer else { throw Self.unexpected(answer) }
        return isAccepted
    }

    /// Gives the parent lines that the step printed.
    public func show(_ lines: [String]) async throws {
        let answer = try await ask(.show(lines))
        guard case .shown = answer else { throw Self.unexpected(answer) }
    }

    private func ask(_ call: StepRequest.Call) async throws -> StepResponse.Answer {
        let id = pending.reserve()
        do {
            try await connection.send(try CanonicalJSON.encode(StepRequest(id: id, call: call)))
        } catch {
            pending.fill(id, with: .failure(error))
        }
        let answer = try await pending.answer(to: id).get()
        if case .failed(let error) = answer { throw error.error }
        return answer
    }

    private static func unexpected(_ answer: StepResponse.Answer) -> ApusError {
        ApusError(.corrupted, "the process that started this step answers something else than it was asked")
    }
}
