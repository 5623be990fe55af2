import ApusHTTP
import Synchronization
import Testing
import Waiting

@Suite struct RequestGateTests {
    @Test(arguments: [1, 3, 16]) func `no more run at once than the gate is wide, and all get through`(
        width: Int
    ) async throws {
        let gate = RequestGate(width: width)
        let counts = Counts()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    try await gate.pass {
                        counts.running.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        await Task.yield()
                        counts.running.withLock {
                            $0.now -= 1
                            $0.done += 1
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(counts.running.withLock { $0.most } <= width)
        #expect(counts.running.withLock { $0.done } == 500)
    }

    @Test func `those that wait are let in in their order`() async throws {
        let gate = RequestGate(width: 1)
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let order = Order()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gate.pass { for await _ in opened { break } } }
            try await eventually("one to pass") { gate.waitingCount == 0 && gate.runningCount == 1 }
            for number in 0..<20 {
                group.addTask { try await gate.pass { order.numbers.withLock { $0.append(number) } } }
                try await eventually("one more to wait") { gate.waitingCount == number + 1 }
            }
            open.yield()
            try await group.waitForAll()
        }
        #expect(order.numbers.withLock { $0 } == Array(0..<20))
    }

    @Test func `one that is cancelled while it waits leaves, and the next gets its turn`() async throws {
        let gate = RequestGate(width: 1)
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let first = Task { try await gate.pass { for await _ in opened { break } } }
        try await eventually("one to pass") { gate.runningCount == 1 }
        let second = Task { try await gate.pass { Issue.record("it was cancelled") } }
        try await eventually("one to wait") { gate.waitingCount == 1 }
        let third = Task { try await gate.pass { "third" } }
        try await eventually("two to wait") { gate.waitingCount == 2 }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        open.yield()
        try await first.value
        #expect(try await third.value == "third")
        #expect(gate.runningCount == 0)
    }

    @Test func `a quarter of those that may run, or one that waits, is a crowd`() async throws {
        let gate = RequestGate(width: 8)
        #expect(!gate.isCrowded)
        try await gate.pass {
            #expect(!gate.isCrowded)
            try await gate.pass { #expect(gate.isCrowded) }
        }
        #expect(!gate.isCrowded)
        let narrow = RequestGate(width: 1)
        try await narrow.pass { #expect(narrow.isCrowded) }
    }

    @Test func `what throws leaves the gate too`() async throws {
        struct Refusal: Error {}
        let gate = RequestGate(width: 1)
        for _ in 0..<3 { await #expect(throws: Refusal.self) { try await gate.pass { throw Refusal() } } }
        #expect(gate.runningCount == 0)
    }

    @Test func `a refusal halves the width once for all that were running, and successes widen it again`() async throws
    {
        let gate = RequestGate(width: 8)
        try await gate.pass {
            gate.refuse()
            gate.refuse()
        }
        #expect(gate.width == 4)
        gate.refuse()
        #expect(gate.width == 2)
        for _ in 0..<2 { gate.succeed() }
        #expect(gate.width == 3)
        for _ in 0..<1000 { gate.succeed() }
        #expect(gate.width == 8)
        for _ in 0..<9 { gate.refuse() }
        #expect(gate.width == 1)
    }
}

private final class Counts: Sendable {
    let running = Mutex((now: 0, most: 0, done: 0))
}

private final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
}
