import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let events: [Self] = [
        Self("every change is an event with the whole new value, in order, until the run is over") { store, expect in
            let run = try await store.makeRun()
            let wanted = try await liveOneStep(of: run, in: store)
            let seen = try await expect.soon("the end of the events") { try await collect(store, run) }
            try expect.equal(seen.map(\.change), wanted, "the changes")
            try expect.holds(
                zip(seen, seen.dropFirst()).allSatisfy { $0.sequence < $1.sequence },
                "the sequence does not grow: \(seen.map(\.sequence))")
            try expect.equal(seen.first?.at, moment(1), "the time of the first")
        },
        Self("calls that change nothing are no events") { store, expect in
            let run = try await store.makeRun()
            let wanted = try await liveOneStep(of: run, in: store)
            try await store.create(run, plan: .sample())
            _ = try await store.advance(run.id, to: .running, reason: "late", at: moment(20))
            try await store.requestCancellation(of: run.id, at: moment(20))
            _ = try await store.report(run.attempt("a"), by: "x", .success)
            _ = try await store.claim(run.attempt("a"), by: "x")
            _ = try await store.settle("a", of: run.id, as: .skipped(reason: ""), at: moment(20))
            let seen = try await expect.soon("the end of the events") { try await collect(store, run) }
            try expect.equal(seen.count, wanted.count, "the number of events")
        },
        Self("events go on after any cursor") { store, expect in
            let run = try await store.makeRun()
            _ = try await liveOneStep(of: run, in: store)
            let all = try await expect.soon("the end of the events") { try await collect(store, run) }
            for (index, event) in all.enumerated() {
                let rest = try await expect.soon("the rest of the events") {
                    try await collect(store, run, after: event.sequence)
                }
                try expect.equal(rest, Array(all.dropFirst(index + 1)), "the events after number \(index)")
            }
        },
        Self("a reader that lets news wait gets all else in order") { store, expect in
            let run = try await store.makeRun()
            let wanted = try await liveOneStep(of: run, in: store)
            let seen = try await expect.soon("the end of the events") {
                try await collect(store, run, coalescing: .seconds(60)).map(\.change)
            }
            try expect.equal(seen, wanted.filter(seen.contains), "the changes")
            try expect.equal(Array(seen.suffix(3)), Array(wanted.suffix(3)), "the ends of both steps and of the run")
            try expect.equal(seen.first, wanted.first, "the beginning of the run")
        },
        Self("a reader gets each change as it happens") { store, expect in
            let run = try await store.makeRun()
            try await expect.soon("an event") {
                var iterator = store.events(of: run.id, after: 0).makeAsyncIterator()
                for status in [RunStatus.running, .stopping, .cancelled] {
                    async let advanced = {
                        try await Task.sleep(for: .milliseconds(20))  // most often the reader waits by now
                        return try await store.advance(run.id, to: status, reason: nil, at: moment())
                    }()
                    try expect.equal(try await iterator.next()?.change, .run(status, reason: nil), "the change")
                    try expect.equal(try await advanced.status, status, "the status")
                }
                try expect.equal(try await iterator.next(), nil, "what follows the end of the run")
            }
        },
        Self("readers of one run see the same, and nothing of other runs") { store, expect in
            let (run, other) = (try await store.makeRun("a"), try await store.makeRun("b"))
            let seen = try await expect.soon("the end of the events") {
                try await withThrowingTaskGroup(of: [RunEvent].self) { group in
                    for _ in 0..<5 { group.addTask { try await collect(store, run) } }
                    _ = try await liveOneStep(of: other, in: store)
                    _ = try await liveOneStep(of: run, in: store)
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
            }
            try expect.equal(seen.count, 1, "the number of different readings")
            let steps = seen.flatMap { $0 }.compactMap { event in
                if case .step(let step) = event.change { step.run } else { nil }
            }
            try expect.equal(Set(steps), [run.id], "the runs that the events are about")
        },
        Self("changes that are made at once are all told, each once") { store, expect in
            let run = try await store.makeRun(steps: 20)
            let names = try await store.steps(of: run.id).map(\.step)
            let seen = try await expect.soon("the end of the events") {
                async let reading = collect(store, run)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for name in names { group.addTask { try await store.launch(run.attempt(name)) } }
                    try await group.waitForAll()
                }
                _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment(9))
                return try await reading
            }
            try expect.equal(seen.count, 21, "the number of events")
            try expect.equal(Set(seen.map(\.sequence)).count, 21, "the number of different sequences")
        },
        Self("a request to cancel is told once, while the run goes on") { store, expect in
            let run = try await store.makeRun()
            for _ in 0..<3 { try await store.requestCancellation(of: run.id, at: moment(1)) }
            try expect.equal(try await store.run(run.id)?.status, .initializing, "the status")
            _ = try await store.advance(run.id, to: .cancelled, reason: "asked for", at: moment(2))
            let seen = try await expect.soon("the end of the events") { try await collect(store, run) }
            try expect.equal(
                seen.map(\.change), [.cancellationRequested, .run(.cancelled, reason: "asked for")], "the changes")
        },
        Self("a cancelled reader stops waiting") { store, expect in
            let run = try await store.makeRun()
            let reading = Task { try await collect(store, run) }
            try await Task.sleep(for: .milliseconds(20))  // most often the reader waits by now
            reading.cancel()
            _ = try await expect.soon("the end of a cancelled reader") { await reading.result }
        },
    ]
}

/// Runs step `a` to its success and ends the run.
/// - Returns: the changes that this makes.
private func liveOneStep(of run: Run, in store: any MetadataStore) async throws -> [RunEvent.Change] {
    var changes: [RunEvent.Change] = []
    _ = try await store.advance(run.id, to: .running, reason: nil, at: moment(1))
    changes.append(.run(.running, reason: nil))
    try await store.launch(run.attempt("a"))
    changes.append(.step(try await store.step("a", of: run)))
    _ = try await store.claim(run.attempt("a"), by: "x")
    changes.append(.step(try await store.step("a", of: run)))
    _ = try await store.report(run.attempt("a"), by: "x", .success)
    changes.append(.step(try await store.step("a", of: run)))
    changes.append(.step(try await store.settle("b", of: run.id, as: .skipped(reason: "s"), at: moment(4))))
    _ = try await store.advance(run.id, to: .failed, reason: "because", at: moment(5))
    changes.append(.run(.failed, reason: "because"))
    return changes
}

private func collect(_ store: any MetadataStore, _ run: Run, after cursor: Int64 = 0) async throws -> [RunEvent] {
    try await store.events(of: run.id, after: cursor).reduce(into: []) { $0.append($1) }
}

private func collect(_ store: any MetadataStore, _ run: Run, coalescing: Duration) async throws -> [RunEvent] {
    try await store.events(of: run.id, after: 0, coalescing: coalescing).reduce(into: []) { $0.append($1) }
}
