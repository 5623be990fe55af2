import Synchronization

/// Brings answers to those who wait for them, by number. An answer may come before anybody waits for it.
public final class PendingAnswers<Value: Sendable>: Sendable {
    public typealias Answer = Result<Value, any Error>

    private enum Slot {
        case empty
        case waiting(CheckedContinuation<Answer, Never>)
        case filled(Answer)
    }

    private struct State {
        var lastID: Int64 = 0
        var slots: [Int64: Slot] = [:]
        /// What everybody gets once no answers come any more.
        var end: (any Error)?
    }

    private let state = Mutex(State())

    public init() {}

    /// Whether no answers come any more.
    public var isOver: Bool { state.withLock { $0.end != nil } }

    /// A new number, for which ``answer(to:)`` has to be called. Take it before asking: the answer may come at once.
    public func reserve() -> Int64 {
        state.withLock { state in
            state.lastID += 1
            state.slots[state.lastID] = state.end.map { .filled(.failure($0)) } ?? .empty
            return state.lastID
        }
    }

    /// Waits for the answer, whether the task is cancelled or not.
    public func answer(to id: Int64) async -> Answer {
        await withCheckedContinuation { continuation in
            let answer: Answer? = state.withLock { state in
                if case .filled(let answer) = state.slots[id] {
                    state.slots[id] = nil
                    return answer
                }
                state.slots[id] = .waiting(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Takes an answer in; one that nobody waits for is dropped.
    public func fill(_ id: Int64, with answer: Answer) {
        let continuation: CheckedContinuation<Answer, Never>? = state.withLock { state in
            switch state.slots[id] {
            case .waiting(let continuation):
                state.slots[id] = nil
                return continuation
            case .empty: state.slots[id] = .filled(answer)
            case .filled, nil: break
            }
            return nil
        }
        continuation?.resume(returning: answer)
    }

    /// Fails whatever is waited for, now and later.
    public func finish(_ error: any Error) {
        let open = state.withLock { state in
            if state.end == nil { state.end = error }
            return state.slots.keys.sorted()
        }
        for id in open { fill(id, with: .failure(error)) }
    }
}
