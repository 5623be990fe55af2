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
        while let launch = tasks.nextLaunch() { taken.append(launch.attempt.step) }
        return taken
    }

    @Test("are so many at once, in order, and one more whenever an attempt is handed over")
    mutating func limit() {
        for number in 1...200 { tasks.launch(Self.attempt(number), inputs: [:], cacheKey: nil) }
        #expect(takeAll() == (1...128).map { "s\($0)" })
        tasks.handedOver(Self.attempt(7))
        #expect(takeAll() == ["s129"])
        for number in 8...128 { tasks.handedOver(Self.attempt(number)) }
        #expect(takeAll() == (130...200).map { "s\($0)" })
    }

    @Test("hear of a wish to stop that was made while they waited, and end once handed over")
    mutating func stopWhileWaiting() async throws {
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        #expect(tasks.stop(Self.attempt(1)))
        let launch = try #require(tasks.nextLaunch())
        tasks.handedOver(Self.attempt(1))
        #expect(!tasks.stop(Self.attempt(1)), "nobody is there any more")
        var stops = 0
        for await case .stop in launch.wishes { stops += 1 }
        #expect(stops == 1)
    }

    @Test("that were started ahead hear of their launch, which waits for nobody")
    mutating func prestart() async throws {
        let wishes = tasks.prestart(Self.attempt(1))
        tasks.launch(Self.attempt(1), inputs: [:], cacheKey: nil)
        #expect(tasks.nextLaunch() == nil)
        tasks.forget(Self.attempt(1))
        var launches = 0
        for await case .launch in wishes { launches += 1 }
        #expect(launches == 1)
    }
}
