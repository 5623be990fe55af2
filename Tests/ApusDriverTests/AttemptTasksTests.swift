import ApusModel
import Testing

@testable import ApusDriver

@Suite("The tasks of a driver's attempts")
struct AttemptTasksTests {
    var tasks = AttemptTasks()

    static func attempt(_ number: Int) -> Attempt.Key {
        Attempt.Key(run: Identifier(rawValue: "r"), step: "s\(number)", number: 1)
    }

    private mutating func takeAll() -> [String] {
        var taken: [String] = []
        while let start = tasks.next() { taken.append(start.attempt.step) }
        return taken
    }

    @Test("are so many at once, in order, and one more whenever an attempt is handed over and recorded")
    mutating func limit() {
        for number in 1...200 { tasks.launch(Self.attempt(number), inputs: [:], cacheKey: nil) }
        #expect(takeAll() == (1...128).map { "s\($0)" })
        tasks.handedOver(Self.attempt(7))
        #expect(takeAll() == [])
        tasks.recorded(Self.attempt(7))
        tasks.recorded(Self.attempt(7))
        #expect(takeAll() == ["s129"])
        for number in 8...128 { tasks.release(Self.attempt(number)) }
        #expect(takeAll() == (130...200).map { "s\($0)" })
    }

    @Test("hear of a wish to stop that was made while they waited, and hand nothing over")
    mutating func stopWhileWaiting() async throws {
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        let isTold = tasks.stop(Self.attempt(1))
        #expect(isTold)
        let found = tasks.next()
        let start = try #require(found)
        #expect(start.isToStop)
        tasks.release(Self.attempt(1))
        let isToldAgain = tasks.stop(Self.attempt(1))
        #expect(!isToldAgain, "nobody is there any more")
        #expect(await Self.words(start.wishes) == ["launch", "stop"])
    }

    @Test("that were started ahead hear of their launch, which waits for nobody")
    mutating func prestart() async throws {
        let start = tasks.prestart(Self.attempt(1))
        tasks.handedOver(Self.attempt(1))
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        #expect(takeAll() == [])
        #expect(!start.isToStop)
        tasks.recorded(Self.attempt(1))
        #expect(await Self.words(start.wishes) == ["launch"], "the task ends after that")
    }

    @Test("of an attempt that is launched again takes no wishes of the launch before")
    mutating func again() async throws {
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        let foundFirst = tasks.next()
        let first = try #require(foundFirst)
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        let foundSecond = tasks.next()
        let second = try #require(foundSecond)
        tasks.release(Self.attempt(1))
        #expect(await Self.words(first.wishes) == ["launch"])
        #expect(await Self.words(second.wishes) == ["launch"])
    }

    private static func words(_ wishes: AsyncStream<AttemptWish>) async -> [String] {
        var words: [String] = []
        for await wish in wishes {
            switch wish {
            case .launch: words.append("launch")
            case .stop: words.append("stop")
            }
        }
        return words
    }
}
