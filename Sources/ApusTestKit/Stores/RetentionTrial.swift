import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// Runs and prunings side by side, on few artifacts, so that they get in each other's way; and an artifact store that
/// is a set of digests.
///
/// Each actor does one call at a time. What must hold: whatever a stored step has as outputs is there.
struct RetentionTrial: Sendable {
    /// What happens in one turn of an actor.
    enum Turn: Sendable {
        case on, waiting, over
        /// A step has outputs since this turn, or content is gone: only now can something be missing.
        case decisive
    }

    let store: any MetadataStore
    let name: String
    let expect: Expectation
    /// Whether runners reserve what they keep; those that do not lose content now and then.
    var reserves = true
    let contents = Contents()

    /// What the artifact store has, and the time.
    final class Contents: Sendable {
        private let digests = Mutex<Set<ContentDigest>>([])
        private let seconds = Mutex(0.0)
        var now: Date { moment(seconds.withLock { $0 }) }
        func pass(_ more: Double) { seconds.withLock { $0 += more } }
        func has(_ digest: ContentDigest) -> Bool { digests.withLock { $0.contains(digest) } }
        func put(_ digest: ContentDigest) { digests.withLock { _ = $0.insert(digest) } }
        func delete(_ digest: ContentDigest) { digests.withLock { _ = $0.remove(digest) } }
        var isEmpty: Bool { digests.withLock { $0.isEmpty } }
    }

    /// Lets one actor after the other make one call, in an order that `seed` decides. Some prunings end in between.
    func takeTurns(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var actors: [any RetentionActor] = []
        for number in 0..<14 { actors.append(run(number, &random)) }
        for number in 0..<5 {
            actors.append(RetentionTrialPruning(trial: self, holder: "\(name)-p\(number)", turns: 3 + random.below(25)))
        }
        var pending: [any RetentionActor] = []
        while !actors.isEmpty || !pending.isEmpty {
            // Not all begin at once.
            while pending.count < 4, !actors.isEmpty { pending.append(actors.remove(at: random.below(actors.count))) }
            let index = random.below(pending.count)
            switch try await pending[index].next() {
            case .on: break
            case .decisive: try await check()
            case .waiting: contents.pass(60)
            case .over: pending.remove(at: index)
            }
            contents.pass(0.1)
        }
        try await removeAll()
    }

    /// Lets all of them go on at the same time.
    func runAtOnce() async throws {
        var random = SeededGenerator(seed: 42)
        let actors = (0..<24).map { run($0, &random) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for actor in actors {
                group.addTask {
                    while true {
                        switch try await actor.next() {
                        case .on, .decisive: break
                        case .waiting: await Task.yield()
                        case .over: return
                        }
                    }
                }
            }
            for number in 0..<2 {
                group.addTask {
                    for round in 0..<8 {
                        let pruning = RetentionTrialPruning(
                            trial: self, holder: "\(name)-\(number)-\(round)", turns: .max)
                        while try await pruning.next() != .over {}
                    }
                }
            }
            try await group.waitForAll()
        }
        try await check()
        try await removeAll()
    }

    private func run(_ number: Int, _ random: inout SeededGenerator) -> RetentionTrialRun {
        RetentionTrialRun(
            trial: self, name: "\(name)-\(number)", artifact: .sample(UInt8(1 + random.below(3))),
            asksCache: random.chance(50))
    }

    /// - Throws: ``ConformanceFailure`` when content is gone that a stored run names.
    private func check() async throws {
        for run in try await store.runs(RunQuery(limit: 500)).items {
            for step in try await store.steps(of: run.id) where step.status.hasOutputs {
                for artifact in step.outputs.values {
                    try expect.holds(
                        contents.has(artifact.digest),
                        "the content \(artifact.digest) of run '\(run.name)' is gone")
                }
            }
        }
    }

    /// In the end everything goes: nothing is left behind.
    private func removeAll() async throws {
        contents.pass(3600)
        let pruning = RetentionTrialPruning(trial: self, holder: "\(name)-last", turns: .max)
        while try await pruning.next() != .over {}
        try expect.equal(try await store.runs(RunQuery()).items, [], "the runs at last")
        try expect.holds(contents.isEmpty, "content is left though no run names it")
    }
}

/// Somebody in a ``RetentionTrial``.
protocol RetentionActor: Sendable {
    /// Makes one call.
    func next() async throws -> RetentionTrial.Turn
}
