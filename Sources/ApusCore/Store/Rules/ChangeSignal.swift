package import ApusModel
import Synchronization

/// Wakes whoever waits for changes of runs.
package final class ChangeSignal: Sendable {
    private struct State {
        var listeners: [Int: (run: Identifier<Run>, continuation: AsyncStream<Void>.Continuation)] = [:]
        var nextNumber = 0
    }

    private let state = Mutex(State())
    private let onFirstListener: @Sendable () -> Void

    /// - Parameter onFirstListener: called whenever somebody begins to listen and nobody else does.
    package init(onFirstListener: @escaping @Sendable () -> Void = {}) { self.onFirstListener = onFirstListener }

    /// An element after each change of the run from now on; changes that come faster than they are looked at become
    /// one. Listening
    /// ends when the stream is let go.
    package func wakes(of run: Identifier<Run>) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (number, isFirst) = state.withLock { state in
            state.nextNumber += 1
            state.listeners[state.nextNumber] = (run, continuation)
            return (state.nextNumber, state.listeners.count == 1)
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        if isFirst { onFirstListener() }
        return stream
    }

    /// The run changed, or any may have when it is `nil`.
    package func wake(_ run: Identifier<Run>? = nil) {
        let woken = state.withLock { $0.listeners.values.filter { run == nil || $0.run == run } }
        for listener in woken { listener.continuation.yield() }
    }

    /// Whether somebody listens.
    package var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }
}
