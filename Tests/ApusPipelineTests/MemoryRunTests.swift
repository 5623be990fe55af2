import ApusModel
import ApusPipeline
import FoundationEssentials
import Synchronization
import SystemPackage
import Testing

@Suite("A run in memory")
struct MemoryRunTests {
    struct Trouble: Error {}

    @Test("hands values on and gives back what was made")
    func values() async throws {
        let run = try await Pipeline("p") { flow in
            let (numbers, word) = flow.step("load", outputs: "numbers", "word") { ([1, 2, 3], "sum") }
            let sum = flow.step("add", numbers, output: "sum") { numbers in
                StepContext.current.log(metric: "count", Double(numbers.count), at: 1)
                return numbers.reduce(0, +)
            }
            flow.step("say", word, sum) { #expect("\($0) \($1)" == "sum 6") }
        }.run(in: .memory)
        #expect(try run.value("sum", of: "add") == 6)
        #expect(run.metrics["add"] == [Metric("count", 3, at: 1)])
        #expect(run.statuses == ["load": .succeeded, "add": .succeeded, "say": .succeeded])
        let error = #expect(throws: ApusError.self) { try run.value("sum", of: "add", as: String.self) }
        #expect(error?.reason == "it is a 'Int'")
        #expect(throws: ApusError(.notFound, "")) { try run.value(of: "say", as: Int.self) }
    }

    @Test("lets commands be stood in for")
    func commands() async throws {
        let pipeline = Pipeline("p") { flow in
            let count = flow.command("count", "wc", outputs: Output("lines", as: Int.self))
            flow.step("twice", count) { $0 * 2 }
        }
        let run = try await pipeline.run(in: .memory(commands: ["count": { _ in ["lines": 21] }]))
        #expect(try run.value(of: "twice") == 42)
        let error = await #expect(throws: MemoryRunFailure.self) { try await pipeline.run(in: .memory) }
        #expect(error?.step == "count")
        #expect((error?.cause as? ApusError)?.code == .unsupported)
    }

    @Test("tries again as often as the step says, and says which try it is")
    func retries() async throws {
        let pipeline = Pipeline("p") { flow in
            flow.step("shaky", options: StepOptions(retry: .times(2, delay: .seconds(3600)))) {
                if StepContext.current.attempt < 3 { throw Trouble() }
                return StepContext.current.attempt
            }
        }
        #expect(try await pipeline.run(in: .memory).value(of: "shaky") == 3)
    }

    @Test(
        "goes on after a failure as the failure mode says, and runs finally steps in any case",
        arguments: ApusModel.FailureMode.allCases)
    func failures(mode: ApusModel.FailureMode) async throws {
        let said = Mutex<[String]>([])
        let pipeline = Pipeline("p", failureMode: mode) { flow in
            let broken = flow.step("broken") { () -> Int in throw Trouble() }
            flow.step("after", broken) { _ in }
            flow.step("other") {}
            flow.onFailure("cry") { said.withLock { $0.append(StepContext.current.runReason ?? "") } }
            flow.onSuccess("cheer") { said.withLock { $0.append("hurrah") } }
        }
        let error = await #expect(throws: MemoryRunFailure.self) { try await pipeline.run(in: .memory) }
        #expect(error?.step == "broken")
        #expect(error?.run.statuses["after"] == .skipped)
        #expect(error?.run.statuses["other"] == (mode == .continueOnFailure ? .succeeded : .skipped))
        #expect(said.withLock { $0 } == ["step 'broken' failed: Trouble()"])
    }

    @Test("calls the hooks of a step in its own process")
    func hooks() async throws {
        let said = Mutex<[String]>([])
        let pipeline = Pipeline("p") { flow in
            flow.step(
                "good",
                options: StepOptions(
                    onSuccess: { said.withLock { $0.append("well") } },
                    onFailure: { _ in said.withLock { $0.append("?") } })
            ) {}
            flow.step("bad", options: StepOptions(onFailure: { error in said.withLock { $0.append("\(error)") } })) {
                throw Trouble()
            }
        }
        _ = try? await pipeline.run(in: .memory)
        #expect(said.withLock { $0 } == ["well", "Trouble()"])
    }

    @Test("keeps files until nobody holds it")
    func files() async throws {
        let place: FilePath
        do {
            let run = try await Pipeline("p") { flow in
                flow.step("write") {
                    let path = try StepContext.current.temporaryFolder.appending("a.txt")
                    try Data("hello".utf8).write(to: URL(filePath: path.string))
                    return File(path)
                }
            }.run(in: .memory)
            place = try run.value(of: "write", as: File.self).path
            #expect(FileManager.default.contents(atPath: place.string) == Data("hello".utf8))
        }
        #expect(!FileManager.default.fileExists(atPath: place.string))
    }

    @Test("a step's function runs by itself in a context of its own")
    func function() async throws {
        @Sendable func train(_ epochs: Int) async throws -> Double {
            for epoch in 1...epochs { StepContext.current.log(metric: "loss", 1 / Double(epoch), at: epoch) }
            return try StepContext.current.parameters["rate"].map { _ in 0.5 } ?? { throw Trouble() }()
        }
        let context = StepContext(step: "train", parameters: ["rate": 0.1])
        #expect(try await context.run { try await train(4) } == 0.5)
        #expect(context.metrics.last == Metric("loss", 0.25, at: 4))
        #expect(context.attemptID == "-/train/1")
    }
}
