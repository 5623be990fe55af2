import ApusModel
import Logging

/// Tells of all objects that a selector names, and of every change of them: one listing, then one watch after another.
///
/// Nothing is missed and nothing told twice: after a break the watch goes on where it was, and when the server has
/// forgotten that place (410 Gone) the objects are listed anew and the difference is told.
public struct Reflector<Object: KubernetesObject>: Sendable {
    let client: KubernetesClient
    let kind: ResourceKind<Object>
    let namespace: String?
    let selector: ObjectSelector
    let timing: WatchTiming
    let trimmed: @Sendable (Object) -> Object

    /// Contacts nothing.
    /// - Parameters:
    ///   - namespace: `nil` for that of the client's access.
    ///   - trimmed: the object without what nobody asks it for, because every object is kept as long as it is there;
    ///     name, namespace, uid and resource version have to stay.
    public init(
        _ client: KubernetesClient, _ kind: ResourceKind<Object>, in namespace: String? = nil,
        matching selector: ObjectSelector = .all, timing: WatchTiming = WatchTiming(),
        trimmed: @escaping @Sendable (Object) -> Object = { $0 }
    ) {
        self.client = client
        self.kind = kind
        self.namespace = namespace
        self.selector = selector
        self.timing = timing
        self.trimmed = trimmed
    }

    /// Calls `handle` with each event, in order and one at a time, until the task is cancelled.
    /// - Parameter listing: of the same objects, to begin with instead of asking for one; it may be old, and without a
    ///   version: then the watch begins by telling what there is
    ///   (https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-watch).
    /// - Throws: `CancellationError`; what `handle` throws; what the first listing throws; later, the last failure once
    ///   ``WatchTiming/patience`` is used up.
    nonisolated(nonsending) public func run(
        from listing: ObjectList<Object>? = nil,
        _ handle: nonisolated(nonsending) (WatchEvent<Object>) async throws -> Void
    ) async throws {
        var state = WatchState<Object>(listing: listing)
        while true {
            do {
                if state.version == nil { try await list(&state, handle) }
                try await watch(&state, handle)
                state.failure = nil
            } catch let stop as HandlerFailure {
                throw stop.error
            } catch let error as CancellationError {
                throw error
            } catch {
                if !state.hasSynced { throw error }
                state.failure = error
            }
            try await recover(&state)
        }
    }

    /// The same as a sequence. What the reader has not yet taken waits in memory.
    public func events() -> AsyncThrowingStream<WatchEvent<Object>, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await run { continuation.yield($0) }
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    nonisolated(nonsending) private func recover(_ state: inout WatchState<Object>) async throws {
        try Task.checkCancellation()
        // What came and went since would be missed by beginning once more with what there is.
        if state.version?.isEmpty == true { state.version = nil }
        if let failure = state.failure { try learn(from: failure, &state) }
        if state.heard, state.failure == nil { return }
        state.failures += 1
        let delay = min(timing.firstDelay * (1 << min(state.failures - 1, 16)), timing.longestDelay)
        state.waited += delay
        try await client.retry.clock.sleep(for: delay * Double.random(in: 0.5...1))
    }

    private func learn(from failure: any Error, _ state: inout WatchState<Object>) throws {
        if ((failure as? ApusError)?.cause as? APIStatus)?.isGone == true {
            state.version = nil
            return
        }
        if let patience = timing.patience, state.waited >= patience { throw failure }
        client.logger.debug(
            "watch breaks and is taken up again",
            metadata: ["kind": "\(kind.plural)", "reason": "\(failure)", "failures": "\(state.failures)"])
    }
}
