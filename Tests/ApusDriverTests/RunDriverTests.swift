import ApusCore
import ApusEngine
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import Synchronization
import Testing
import Waiting

@testable import ApusDriver

@Suite("A driver", .timeLimit(.minutes(20)))
struct RunDriverTests {
    let store = InMemoryMetadataStore()

    @Test("runs every step of a graph once, in order, and never more than allowed at once")
    func graph() async throws {
        let run = try await create([("a", []), ("b", ["a"]), ("c", ["a"]), ("d", ["b", "c"])], maxParallelism: 1)
        let cluster = SimulatedCluster(store)
        let ended = try await driver(run, cluster).drive()
        #expect(ended.status == .succeeded)
        #expect(cluster.launched.map(\.step).first == "a")
        #expect(cluster.launched.map(\.step).last == "d")
        #expect(cluster.launched.count == 4)
        #expect(cluster.most == 1)
    }

    @Test("tries a failed step again as often as its policy says, and then skips what is downstream")
    func retries() async throws {
        let run = try await create([("a", []), ("b", ["a"]), ("c", [])], retries: 2)
        let cluster = SimulatedCluster(store) { $0.step == "a" ? .fail : .succeed }
        let ended = try await driver(run, cluster).drive()
        #expect(ended.status == .failed)
        #expect(try await statuses(run) == ["a": .failed, "b": .skipped, "c": .succeeded])
        #expect(cluster.launched.filter { $0.step == "a" }.map(\.number) == [1, 2, 3])
    }

    @Test("launches again what the infrastructure lost, without using up the step's retries")
    func lost() async throws {
        let run = try await create([("a", [])])
        let cluster = SimulatedCluster(store) { $0.number == 1 ? .vanish : .succeed }
        let ended = try await driver(run, cluster).drive()
        #expect(ended.status == .succeeded)
        #expect(try await store.steps(of: run.id)[0].attempts.map(\.status) == [.failed, .succeeded])
    }

    @Test("waits for infrastructure that is away, and fails nothing")
    func unavailable() async throws {
        let run = try await create([("a", [])])
        let cluster = SimulatedCluster(store)
        cluster.refuse(with: [ApusError(.unavailable, "away"), ApusError(.timedOut, "slow")])
        #expect(try await driver(run, cluster).drive().status == .succeeded)
        #expect(try await store.steps(of: run.id)[0].attempts.count == 1)
    }

    @Test("waits for infrastructure that is away when it begins, and ends when it can never be reached")
    func beginning() async throws {
        let run = try await create([("a", [])])
        let cluster = SimulatedCluster(store)
        let obstacles = Mutex([ApusError(.unavailable, "away"), ApusError(.timedOut, "slow")])
        let timing = DriverTiming(shortestPause: .milliseconds(1), longestPause: .milliseconds(1))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let ended = try await RunDriver.drive(run.id, store: store, timing: timing, logger: logger) { _, plan in
            #expect(plan.steps.map(\.name) == ["a"])
            if let error = obstacles.withLock({ $0.popLast() }) { throw error }
            return (cluster.launcher(), EnginePolicy())
        }
        #expect(ended.status == .succeeded)
        let refused = try await create([("a", [])])
        func driveRefused(_ id: Identifier<Run>) async throws -> Run {
            try await RunDriver.drive(id, store: store, timing: timing, logger: logger) { _, _ in
                throw ApusError(.forbidden, "no")
            }
        }
        await #expect(throws: ApusError(.forbidden, "no")) { try await driveRefused(refused.id) }
        #expect(try await driveRefused(run.id).status == .succeeded)
    }

    @Test("fails a step that the infrastructure can never start, with its words")
    func rejected() async throws {
        let run = try await create([("a", [])])
        let cluster = SimulatedCluster(store)
        cluster.refuse(with: [ApusError(.rejected, "no such image")])
        #expect(try await driver(run, cluster).drive().status == .failed)
        #expect(try await store.steps(of: run.id)[0].reason?.contains("no such image") == true)
    }

    @Test("that takes over adopts what runs and accepts each step once")
    func takeOver() async throws {
        let run = try await create([("a", []), ("b", ["a"]), ("c", ["b"])])
        let cluster = SimulatedCluster(store) { $0.step == "b" ? .hang : .succeed }
        let first = Task { try await driver(run, cluster).drive() }
        try await wait(for: "b", of: run, toBe: .running)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        let second = Task { try await driver(run, cluster).drive() }
        let attempt = Attempt.Key(run: run.id, step: "b", number: 1)
        let report = AttemptReport(attempt: attempt, holder: "h", outcome: .succeeded(outputs: [:]))
        #expect(try await store.report(report, at: Date()))
        try await wait(for: "c", of: run, toBe: .succeeded)
        _ = try await cluster.launcher().stop(attempt)
        #expect(try await second.value.status == .succeeded)
        #expect(cluster.launched.map(\.step) == ["a", "b", "c"])
    }

    @Test("that takes a run for new leaves what another driver launched meanwhile")
    func overtaken() async throws {
        let run = try await create([("a", [])])
        let cluster = SimulatedCluster(store) { _ in .hang }
        let first = Task { try await driver(run, cluster).drive() }
        try await wait(for: "a", of: run, toBe: .running)
        let plan = try await store.plan(of: run.id)
        let second = Task { try await driver(run, cluster).drive(plan, isNew: true) }
        try await eventually("two drivers that follow the run") { cluster.observers == 2 }
        let attempt = Attempt.Key(run: run.id, step: "a", number: 1)
        let report = AttemptReport(attempt: attempt, holder: "h", outcome: .succeeded(outputs: [:]))
        #expect(try await store.report(report, at: Date()))
        try await wait(for: "a", of: run, toBe: .succeeded)
        #expect(cluster.launched == [attempt] && cluster.stopped == [])
        _ = try await cluster.launcher().stop(attempt)
        #expect(try await first.value == second.value)
    }

    @Test("lets news of steps wait, unless one has a limit of time", arguments: [nil, 5.0])
    func news(timeLimit: Double?) async throws {
        let run = try await create([("a", []), ("b", [])])
        var plan = try await store.plan(of: run.id)
        plan.steps[1].timeLimit = timeLimit
        let timing = DriverTiming(newsCoalescing: .seconds(1))
        let driver = RunDriver(
            run: run.id, store: store, launcher: SimulatedCluster(store).launcher(), timing: timing,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let work = DriverWork(
            driver: driver, plan: plan, feed: AsyncStream.makeStream(of: DriverInput.self).continuation)
        #expect(work.newsCoalescing == (timeLimit == nil ? .seconds(1) : .zero))
    }

    @Test("starts steps ahead of their turn, and launches them when it comes")
    func startingAhead() async throws {
        let run = try await create([("a", []), ("b", ["a"]), ("c", ["b"]), ("d", ["c"])])
        let cluster = SimulatedCluster(store) { $0.step == "a" ? .hang : .succeed }
        let driving = Task { try await driver(run, cluster, prestartedLevels: 2).drive() }
        try await eventually("a, b and c to be there") { cluster.launched.map(\.step).sorted() == ["a", "b", "c"] }
        try await wait(for: "a", of: run, toBe: .running)
        #expect(try await statuses(run) == ["a": .running, "b": .pending, "c": .pending, "d": .pending])
        let attempt = Attempt.Key(run: run.id, step: "a", number: 1)
        let report = AttemptReport(attempt: attempt, holder: "h", outcome: .succeeded(outputs: [:]))
        #expect(try await store.report(report, at: Date()))
        try await wait(for: "d", of: run, toBe: .succeeded)
        _ = try await cluster.launcher().stop(attempt)
        #expect(try await driving.value.status == .succeeded)
        #expect(cluster.launched.map(\.step).sorted() == ["a", "b", "c", "d"])
        #expect(try await store.steps(of: run.id).map(\.attempts.count) == [1, 1, 1, 1])
    }

    @Test("takes back what it started ahead for nothing")
    func startedForNothing() async throws {
        let run = try await create([("a", []), ("b", ["a"])])
        let cluster = SimulatedCluster(store) { $0.step == "a" ? .fail : .succeed }
        #expect(try await driver(run, cluster, prestartedLevels: 1).drive().status == .failed)
        #expect(try await statuses(run) == ["a": .failed, "b": .skipped])
        #expect(cluster.held.isEmpty)
    }

    @Test("stops what runs when the run is cancelled")
    func cancelled() async throws {
        let run = try await create([("a", []), ("b", ["a"])])
        let cluster = SimulatedCluster(store) { _ in .hang }
        let driving = Task { try await driver(run, cluster).drive() }
        try await wait(for: "a", of: run, toBe: .running)
        try await store.requestCancellation(of: run.id, at: Date())
        #expect(try await driving.value.status == .cancelled)
        #expect(cluster.stopped.map(\.step) == ["a"])
        #expect(try await statuses(run) == ["a": .cancelled, "b": .skipped])
    }

    @Test("answers a step from the cache with the outputs of the run that it comes from")
    func cache() async throws {
        let seed = ContentDigest(bytes: Array(repeating: 7, count: 32))
        let first = try await create([("a", [])], seed: seed)
        let cluster = SimulatedCluster(store)
        _ = try await driver(first, cluster).drive()
        let second = try await create([("a", [])], seed: seed)
        #expect(try await driver(second, cluster).drive().status == .succeeded)
        let step = try await store.steps(of: second.id)[0]
        #expect(step.status == .cached)
        #expect(step.cachedFrom == first.id)
        #expect(cluster.launched.count == 1)
    }

    @Test("finds nothing to do for a run that is over, and says when there is none")
    func over() async throws {
        let run = try await create([("a", [])])
        _ = try await store.advance(run.id, to: .failed, reason: "refused", at: Date())
        #expect(try await driver(run, SimulatedCluster(store)).drive().status == .failed)
        let unknown = Run(name: "unknown", pipeline: "p", stack: "s", createdAt: Date())
        let error = await #expect(throws: ApusError.self) {
            try await driver(unknown, SimulatedCluster(store)).drive()
        }
        #expect(error?.code == .notFound)
    }

    @Test("runs finally steps once, after whatever end the main part has", arguments: [false, true])
    func finally(fails: Bool) async throws {
        let run = try await create([("a", []), ("b", ["a"])], finally: ["f", "g"], maxParallelism: 1)
        let cluster = SimulatedCluster(store) { $0.step == "a" && fails ? .fail : .succeed }
        let ended = try await driver(run, cluster, prestartedLevels: 2).drive()
        #expect(ended.status == (fails ? .failed : .succeeded))
        #expect(ended.mainOutcome == RunOutcome(ended.status, reason: ended.reason))
        #expect(cluster.launched.suffix(2).map(\.step) == ["f", "g"])
        #expect(cluster.launched.count == (fails ? 3 : 4))
        #expect(cluster.most == 1)
    }

    @Test("names the finally step by which a run failed")
    func failingFinally() async throws {
        let run = try await create([("a", [])], finally: ["f"], retries: 1)
        let cluster = SimulatedCluster(store) { $0.step == "f" ? .fail : .succeed }
        let ended = try await driver(run, cluster).drive()
        #expect(ended.mainOutcome == RunOutcome(.succeeded))
        #expect(ended.reason == "finally step 'f' failed: exit code 1 (attempt 2 of 2)")
    }

    @Test("runs finally steps after a cancellation, also when another driver takes over meanwhile")
    func cancelledBeforeFinally() async throws {
        let run = try await create([("a", []), ("b", ["a"])], finally: ["f"])
        let cluster = SimulatedCluster(store) { _ in .hang }
        let first = Task { try await driver(run, cluster).drive() }
        try await wait(for: "a", of: run, toBe: .running)
        try await store.requestCancellation(of: run.id, at: Date())
        try await wait(for: "f", of: run, toBe: .running)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        try await store.requestCancellation(of: run.id, at: Date())
        let second = Task { try await driver(run, cluster).drive() }
        let attempt = Attempt.Key(run: run.id, step: "f", number: 1)
        let report = AttemptReport(attempt: attempt, holder: "h", outcome: .succeeded(outputs: [:]))
        #expect(try await store.report(report, at: Date()))
        try await wait(for: "f", of: run, toBe: .succeeded)
        _ = try await cluster.launcher().stop(attempt)
        #expect(try await second.value.status == .cancelled)
        #expect(try await statuses(run) == ["a": .cancelled, "b": .skipped, "f": .succeeded])
        #expect(cluster.launched.map(\.step) == ["a", "f"])
    }

    @Test("runs finally steps of a run that was cancelled before any of its steps began")
    func cancelledBeforeAnything() async throws {
        let run = try await create([("a", [])], finally: ["f"])
        _ = try await store.advance(run.id, to: .running, reason: nil, at: Date())
        _ = try await store.advance(run.id, to: .stopping, reason: nil, at: Date())
        let cluster = SimulatedCluster(store)
        #expect(try await driver(run, cluster).drive().status == .cancelled)
        #expect(try await statuses(run) == ["a": .skipped, "f": .succeeded])
        #expect(cluster.launched.map(\.step) == ["f"])
    }

    private func create(
        _ steps: [(name: String, upstream: [String])], finally: [String] = [], maxParallelism: Int? = nil,
        retries: Int = 0, seed: ContentDigest? = nil
    ) async throws -> Run {
        let id = Identifier<Run>.make()
        let run = Run(id: id, name: "run-\(id.short)", pipeline: "p", stack: "s", createdAt: Date())
        let plan = RunPlan(
            pipeline: "p", stack: "s",
            components: [Component(type: .artifactStore, name: "a", flavor: "local", createdAt: Date())],
            maxParallelism: maxParallelism,
            steps: steps.map { name, upstream in
                var step = PlannedStep(name: name, command: .shell("true"), upstream: upstream)
                step.retry = RetryPolicy(maximumRetries: retries)
                step.cacheSeed = seed
                return step
            }
                + finally.map { name in
                    PlannedStep(
                        name: name, role: .finally, command: .shell("true"),
                        retry: RetryPolicy(maximumRetries: retries))
                })
        try await store.create(run, plan: plan)
        return run
    }

    private func driver(_ run: Run, _ cluster: SimulatedCluster, prestartedLevels: Int = 0) -> RunDriver {
        RunDriver(
            run: run.id, store: store, launcher: cluster.launcher(),
            policy: EnginePolicy(
                infrastructureRetry: InfrastructureRetryPolicy(delay: 0), prestartedLevels: prestartedLevels),
            timing: DriverTiming(shortestPause: .milliseconds(1)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func statuses(_ run: Run) async throws -> [String: StepStatus] {
        Dictionary(uniqueKeysWithValues: try await store.steps(of: run.id).map { ($0.step, $0.status) })
    }

    private func wait(for step: String, of run: Run, toBe status: StepStatus) async throws {
        try await eventually("'\(step)' to be \(status)") {
            try await statuses(run)[step] == status
        } otherwise: {
            String(describing: try? await statuses(run))
        }
    }
}
