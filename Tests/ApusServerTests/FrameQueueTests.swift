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

    @Test func `what may wait comes with what follows, and not when that is about the same`() async {
        let queue = FrameQueue(capacity: 64)
        await queue.send("a1", about: "a", mayWait: true)
        await queue.send("b1", about: "b", mayWait: true)
        await queue.send("a2", about: "a", mayWait: true)
        await queue.send("c", about: "c")
        await queue.send("a3", about: "a", mayWait: true)
        queue.release()
        await queue.send("b2", about: "b", mayWait: true)
        await queue.send("b3", about: "b")
        await queue.send("d", mayWait: true)
        queue.finish()
        #expect(await texts(of: queue) == ["b1a2c", "a3", "b3", "d"])
    }

    @Test func `many that may wait do not, and leave room for others`() async {
        let queue = FrameQueue(capacity: 8)
        async let seen = texts(of: queue)
        for number in 0..<100 { await queue.send("\(number) ", about: "\(number % 3)", mayWait: true) }
        await queue.send("last")
        queue.finish()
        let text = await seen.joined()
        #expect(text.hasSuffix("99 last"))
        #expect(await seen.count >= 10)
    }

    private func texts(of queue: FrameQueue) async -> [String] {
        var seen: [String] = []
        await queue.forEach { seen.append($0) }
        return seen
    }
}
