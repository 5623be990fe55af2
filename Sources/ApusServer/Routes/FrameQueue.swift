/// Text on its way to a client. Only so much of it waits: whoever makes it has to wait for room. A client that takes
/// nothing is cut off by ``SlowReaderGuard``.
///
/// One task may call ``send(_:)``, and one ``forEach(_:)``.
struct FrameQueue: Sendable {
    private struct Frame: Sendable {
        let text: String
        var subject: String?
        var takesRoom = false
        var mayWait = false
    }

    private let frames: AsyncStream<Frame>
    private let feed: AsyncStream<Frame>.Continuation
    private let rooms: AsyncStream<Void>
    private let roomFeed: AsyncStream<Void>.Continuation
    /// How many texts that may wait do, so that there is always room for others.
    private let longestRow: Int

    /// - Parameter capacity: how many texts may wait.
    init(capacity: Int) {
        (frames, feed) = AsyncStream.makeStream()
        (rooms, roomFeed) = AsyncStream.makeStream()
        for _ in 0..<capacity { roomFeed.yield() }
        longestRow = capacity / 4
    }

    /// Sends a text once there is room. Does nothing when the queue is finished or the task is cancelled before.
    /// - Parameters:
    ///   - subject: what it tells the newest about.
    ///   - mayWait: whether it comes together with those that follow, unless ``release()`` is called before, and not at all
    ///     when one of them has the same subject.
    func send(_ text: String, about subject: String? = nil, mayWait: Bool = false) async {
        for await _ in rooms {
            feed.yield(Frame(text: text, subject: subject, takesRoom: true, mayWait: mayWait))
            return
        }
    }

    /// Sends a text that needs no room, because there are few of its kind.
    func sendAside(_ text: String) { feed.yield(Frame(text: text)) }

    /// Has what waits for others wait no longer.
    func release() { sendAside("") }

    /// Calls `body` with each text, or with several that follow each other, until the queue is finished and empty. A text
    /// has its room until then.
    func forEach(_ body: (String) async throws -> Void) async rethrows {
        var row: [Frame] = []
        for await frame in frames {
            if let subject = frame.subject, let old = row.firstIndex(where: { $0.subject == subject }) {
                row.remove(at: old)
                roomFeed.yield()
            }
            row.append(frame)
            if frame.mayWait, row.count < longestRow { continue }
            try await take(&row, body)
        }
        try await take(&row, body)
    }

    private func take(_ row: inout [Frame], _ body: (String) async throws -> Void) async rethrows {
        let text = row.map(\.text).joined()
        if !text.isEmpty { try await body(text) }
        for frame in row where frame.takesRoom { roomFeed.yield() }
        row.removeAll(keepingCapacity: true)
    }

    /// Takes no more texts. Whoever waits for room waits no longer.
    func finish() {
        feed.finish()
        roomFeed.finish()
    }
}
