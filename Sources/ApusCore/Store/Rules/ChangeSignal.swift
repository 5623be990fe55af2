public import ApusModel
import Synchronization

/// Wakes whoever waits for changes of runs.
public final class ChangeSignal: Sendable {
    private struct State {
        var listeners: [Int: Listener] = [:]
        var nextNumber = 0
    }

    private struct Listener {
        let run: Identifier<Run>
        /// `nil` for all.
        let step: String?
        let continuation: AsyncStream<Void>.Continuation
    }

    private let state = Mutex(State())
    private let onFirstListener: @Sendable () -> Void

    /// - Parameter onFirstListener: called whenever somebody begins to listen and nobody else does.
    public init(onFirstListener: @escaping @Sendable () -> Void = {}) { self.onFirstListener = onFirstListener }

    /// An element after each change of the run, or of one step and of the run itself, from now on; changes that come faster than they are looked at become
    /// one. Listening
    /// ends when the stream is let go.
    public func wakes(of run: Identifier<Run>, step: String? = nil) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (number, isFirst) = state.withLock { state in
            state.nextNumber += 1
            state.listeners[state.nextNumber] = Listener(run: run, step: step, continuation: continuation)
            return (state.nextNumber, state.listeners.count == 1)
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        if isFirst { onFirstListener() }
        return stream
    }

    /// The run changed, or any may have when it is `nil`.
    /// - Parameter step: what changed of the run, when it is only that.
    public func wake(_ run: Identifier<Run>? = nil, step: String? = nil) {
        let woken = state.withLock { state in
            state.listeners.values.filter { listener in
                (run == nil || listener.run == run)
                    && (step == nil || listener.step == nil || listener.step == step)
            }
        }
        for listener in woken { listener.continuation.yield() }
    }

    /// Whether somebody listens.
    public var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }
}
