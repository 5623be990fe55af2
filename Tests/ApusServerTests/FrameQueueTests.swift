import Testing

@testable import ApusServer

@Suite(.timeLimit(.minutes(20))) struct FrameQueueTests {
    @Test func `what is sent comes in order, and the queue ends`() async {
        let queue = FrameQueue(capacity: 2)
        async let seen = texts(of: queue)
        for number in 0..<100 { await queue.send("\(number)") }
        queue.sendAside("aside")
        queue.finish()
        #expect(await seen == (0..<100).map(String.init) + ["aside"])
    }

    @Test func `no more waits than there is room for`() async {
        let queue = FrameQueue(capacity: 3)
        let sent = Task {
            for number in 0..<10 { await queue.send("\(number)") }
            queue.finish()
        }
        var seen: [String] = []
        await queue.forEach { text in
            seen.append(text)
            // While the first one is being taken there is room for two more, and nothing else comes.
            if text == "0" { sent.cancel() }
        }
        await sent.value
        #expect(seen == (0..<seen.count).map(String.init) && seen.count <= 4)
    }

    @Test func `whoever waits for room is let go when the queue is finished`() async {
        let queue = FrameQueue(capacity: 1)
        await queue.send("first")
        async let second: Void = queue.send("second")
        queue.finish()
        await second
        #expect(await texts(of: queue) == ["first"])
    }

    private func texts(of queue: FrameQueue) async -> [String] {
        var seen: [String] = []
        await queue.forEach { seen.append($0) }
        return seen
    }
}
