public import ApusModel
import Synchronization

/// The far end of ``InMemoryServiceConnector``s: resources, and the token that opens them.
public final class InMemoryPeer: Sendable {
    /// How the peer takes requests.
    public enum Condition: Sendable {
        case answering
        /// Takes requests and never answers.
        case silent
        /// Fails every request.
        case failing(ApusError)
    }

    /// What there is, in any order.
    public let resources: [ResourceType: Set<String>]
    private let state: Mutex<(token: SecretString, condition: Condition)>
    private let (requests, announcement) = AsyncStream.makeStream(of: Void.self)

    /// - Parameter token: what a connector has to have.
    public init(resources: [ResourceType: Set<String>], token: SecretString, condition: Condition = .answering) {
        self.resources = resources
        state = Mutex((token, condition))
    }

    /// Takes this token, and no other, from now on.
    public func accept(_ token: SecretString) { state.withLock { $0.token = token } }

    /// Takes requests like this from now on.
    public func become(_ condition: Condition) { state.withLock { $0.condition = condition } }

    /// Returns once a request has come that nobody was told of yet, or when the task is cancelled.
    public func untilAsked() async { _ = await requests.first { true } }

    /// Answers a request.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for another token; the error of a failing peer.
    func ask(with token: SecretString) async throws -> [ResourceType: Set<String>] {
        try Task.checkCancellation()
        announcement.yield()
        let (accepted, condition) = state.withLock { $0 }
        switch condition {
        case .answering: break
        case .silent:
            for await _ in AsyncStream<Never>.makeStream().stream {}
            throw CancellationError()
        case .failing(let error): throw error
        }
        guard token == accepted else {
            throw ApusError(
                .unauthorized, "the peer does not accept the token", hint: "register the service connector anew")
        }
        return resources
    }
}
