import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import Synchronization
import Testing
import Waiting

@testable import ApusRunner

@Suite("Step logs", .timeLimit(.minutes(20)))
struct StepLogTests {
    private let attempt = Attempt.Key(run: Identifier(rawValue: "run"), step: "train", number: 2)
    private let store = InMemoryArtifactStore()

    @Test("lines come back in order, from as many chunks as they need")
    func chunks() async throws {
        let writer = StepLogWriter(
            store: store, attempt: attempt, clock: ContinuousClock(), logger: Logger(label: "test"))
        let now = Timestamp.rounded(Date())
        let lines = (0..<5000).map {
            LogLine(at: now, stream: $0 % 7 == 0 ? .stderr : .stdout, text: "line \($0) \"ü\"\t\u{1b}[0m")
        }
        for start in stride(from: 0, to: lines.count, by: 100) {
            await writer.append(Array(lines[start..<start + 100]))
        }
        await writer.finish()
        let keys = try await store.keys(withPrefix: "")
        #expect(keys.count > 1)
        #expect(keys.first == "logs/run/train/2/000001.log")
        var read: [LogLine] = []
        for try await line in StepLogs(store: store).lines(of: attempt) { read.append(line) }
        #expect(read == lines)

        read = []
        var next = 0
        while next < keys.count {
            let part = try await StepLogs(store: store).lines(of: attempt, afterChunk: next, atMost: 1)
            #expect(part.chunks == next + 1)
            (read, next) = (read + part.lines, part.chunks)
        }
        #expect(read == lines)
        #expect(try await StepLogs(store: store).lines(of: attempt, afterChunk: next).lines.isEmpty)
    }

    @Test("a line is kept soon, without another one to push it")
    func soon() async throws {
        let writer = StepLogWriter(
            store: store, attempt: attempt, interval: .milliseconds(1), clock: ContinuousClock(),
            logger: Logger(label: "test"))
        for text in ["first", "second"] {
            await writer.append([LogLine(at: Date(), stream: .stdout, text: text)])
            let count = text == "first" ? 1 : 2
            try await eventually("the line") { try await store.keys(withPrefix: "logs/").count >= count }
        }
        await writer.finish()
        #expect(try await store.keys(withPrefix: "").count == 2)
    }

    @Test("a store that fails costs the lines, not the step")
    func failing() async throws {
        store.failWrites(with: ApusError(.unavailable, "away"))
        let writer = StepLogWriter(
            store: store, attempt: attempt, clock: ContinuousClock(), logger: Logger(label: "test"))
        await writer.append([LogLine(at: Date(), stream: .stdout, text: "lost")])
        await writer.finish()
        #expect(try await store.keys(withPrefix: "").isEmpty)
    }

    @Test("whoever prints faster than lines are kept waits, so that no more than a chunk or two is in memory")
    func flood() async throws {
        let printed = Mutex(0)
        let printedAtWrites = Mutex<[Int]>([])
        let store = SlowArtifactStore { printedAtWrites.withLock { $0.append(printed.withLock { $0 }) } }
        let writer = StepLogWriter(
            store: store, attempt: attempt, clock: ContinuousClock(), logger: Logger(label: "test"))
        let line = LogLine(at: Date(), stream: .stdout, text: String(repeating: "x", count: 300_000))
        for _ in 0..<20 {
            await writer.append([line])
            printed.withLock { $0 += 1 }
        }
        await writer.finish()
        #expect(printedAtWrites.withLock { $0 } == Array(0..<20))
    }

    @Test("lines that are lost leave a word in their place")
    func gap() async throws {
        let writer = StepLogWriter(
            store: store, attempt: attempt, clock: ContinuousClock(), logger: Logger(label: "test"))
        func line(_ letter: Character) -> LogLine {
            LogLine(at: Date(), stream: .stdout, text: String(repeating: letter, count: 300_000))
        }
        await writer.append([line("a")])
        store.failWrites(with: ApusError(.unavailable, "away"))
        await writer.append([line("b"), line("c")])
        store.failWrites(with: nil)
        await writer.append([line("d")])
        store.failWrites(with: ApusError(.unavailable, "away again"))
        await writer.append([line("e")])
        store.failWrites(with: nil)
        await writer.finish()
        var read: [String] = []
        for try await line in StepLogs(store: store).lines(of: attempt) {
            read.append(line.stream == .runner ? line.text : String(line.text.prefix(1)))
        }
        let reason = "lost here, because the artifact store did not take a part of the log"
        #expect(read == ["a", "2 lines are \(reason)", "d", "a line is \(reason)"])
    }

    @Test("an attempt that never ran has no lines, and a foreign line is corrupted")
    func reading() async throws {
        for try await line in StepLogs(store: store).lines(of: attempt) { Issue.record("\(line)") }
        try await store.write(Data("no json\n".utf8), to: "logs/run/train/2/000001.log")
        await #expect(throws: ApusError(.corrupted, "")) {
            for try await _ in StepLogs(store: store).lines(of: attempt) {}
        }
    }

    @Test(
        "secrets are covered, the longest first, but not texts that are everywhere",
        arguments: [
            (["abcd"], "xabcdx abcd", "x***x ***"), (["abc"], "abc", "abc"),
            (["pass", "password"], "my password", "my ***"),
            (["one-line\nother-line"], "one-line, other-line", "***, ***"), ([""], "text", "text"),
        ])
    func mask(secrets: [String], text: String, covered: String) {
        #expect(SecretMask(secrets.map { SecretString($0) }).covering(text) == covered)
    }
}
