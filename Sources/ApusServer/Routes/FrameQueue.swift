/// Text on its way to a client. Only so much of it waits: whoever makes it has to wait for room. A client that takes
/// nothing is cut off by ``SlowReaderGuard``.
///
/// One task may call ``send(_:)``, and one ``forEach(_:)``.
struct FrameQueue: Sendable {
    private struct Frame: Sendable {
        let text: String
        let takesRoom: Bool
    }

    private let frames: AsyncStream<Frame>
    private let feed: AsyncStream<Frame>.Continuation
    private let rooms: AsyncStream<Void>
    private let roomFeed: AsyncStream<Void>.Continuation

    /// - Parameter capacity: how many texts may wait.
    init(capacity: Int) {
        (frames, feed) = AsyncStream.makeStream()
        (rooms, roomFeed) = AsyncStream.makeStream()
        for _ in 0..<capacity { roomFeed.yield() }
    }

    /// Sends a text once there is room. Does nothing when the queue is finished or the task is cancelled before.
    func send(_ text: String) async {
        for await _ in rooms {
            feed.yield(Frame(text: text, takesRoom: true))
            return
        }
    }

    /// Sends a text that needs no room, because there are few of its kind.
    func sendAside(_ text: String) { feed.yield(Frame(text: text, takesRoom: false)) }

    /// Calls `body` with each text until the queue is finished and empty. A text has its room until then.
    func forEach(_ body: (String) async throws -> Void) async rethrows {
        for await frame in frames {
            try await body(frame.text)
            if frame.takesRoom { roomFeed.yield() }
        }
    }

    /// Takes no more texts. Whoever waits for room waits no longer.
    func finish() {
        feed.finish()
        roomFeed.finish()
    }
}
