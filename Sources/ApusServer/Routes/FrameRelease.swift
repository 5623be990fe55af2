/// Sees to it that what may wait in a ``FrameQueue`` does not wait for too long.
struct FrameRelease {
    let queue: FrameQueue
    let patience: Duration
    private var task: Task<Void, Never>?
    private var due = ContinuousClock.now

    init(of queue: FrameQueue, after patience: Duration) {
        self.queue = queue
        self.patience = patience
    }

    /// Takes note that something waits.
    mutating func expect() {
        if task != nil, due > .now { return }
        due = .now + patience
        task = Task { [queue, due] in
            if (try? await Task.sleep(until: due)) != nil { queue.release() }  // cancelled: nothing waits
        }
    }

    /// Takes note that nothing waits any more.
    mutating func cancel() {
        task?.cancel()
        task = nil
    }
}
