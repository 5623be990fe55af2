import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let runs: [Self] = [
        Self("a run is kept with its plan, and its steps are pending in the plan's order") { store, expect in
            let run = Run(name: "digits-1", pipeline: "digits", stack: "default", createdAt: moment(0.5))
            var plan = RunPlan.sample(steps: 5)
            plan.steps.reverse()
            try await store.create(run, plan: plan)
            try expect.equal(try await store.run(run.id), run, "the run")
            try expect.equal(try await store.plan(of: run.id), plan, "the plan")
            try expect.equal(
                try await store.steps(of: run.id), plan.steps.map { StepRun(run: run.id, step: $0.name) }, "the steps")
        },
        Self("storing the same run again changes nothing") { store, expect in
            let run = Run(name: "digits-1", pipeline: "digits", stack: "default", createdAt: moment())
            try await store.create(run, plan: .sample())
            let running = try await store.advance(run.id, to: .running, reason: nil, at: moment(1))
            try await store.launch(run.attempt("a"))
            try await store.create(run, plan: .sample())
            try expect.equal(try await store.run(run.id), running, "the run")
            try expect.equal(try await store.step("a", of: run).status, .launching, "the status of the step")
            try await expect.failure(.alreadyExists, of: "another run of the name") {
                _ = try await store.makeRun("digits-1")
            }
        },
        Self("an unknown run or step is not_found") { store, expect in
            let run = try await store.makeRun()
            let unknown = Identifier<Run>.make()
            try expect.equal(try await store.run(unknown), nil, "an unknown run")
            try await expect.failure(.notFound, of: "its plan") { _ = try await store.plan(of: unknown) }
            try await expect.failure(.notFound, of: "its steps") { _ = try await store.steps(of: unknown) }
            try await expect.failure(.notFound, of: "its advance") {
                _ = try await store.advance(unknown, to: .running, reason: nil, at: moment())
            }
            try await expect.failure(.notFound, of: "its cancellation") {
                try await store.requestCancellation(of: unknown, at: moment())
            }
            for key in [run.attempt("zz"), Attempt.Key(run: unknown, step: "a", number: 1)] {
                try await expect.failure(.notFound, of: "launching \(key)") { try await store.launch(key) }
                try await expect.failure(.notFound, of: "claiming \(key)") { _ = try await store.claim(key, by: "x") }
                try await expect.failure(.notFound, of: "reporting \(key)") {
                    _ = try await store.report(key, by: "x", .success)
                }
                try await expect.failure(.notFound, of: "losing \(key)") {
                    _ = try await store.lose(key, failure: AttemptFailure(.infrastructure, "gone"), at: moment())
                }
                try await expect.failure(.notFound, of: "settling \(key)") {
                    _ = try await store.settle(key.step, of: key.run, as: .skipped(reason: ""), at: moment())
                }
            }
            try await expect.failure(.notFound, of: "its events") {
                _ = try await expect.soon("an error") {
                    for try await _ in store.events(of: unknown, after: 0) {}
                }
            }
        },
        Self("a run only moves forward") { store, expect in
            let run = try await store.makeRun()
            let running = try await store.advance(run.id, to: .running, reason: nil, at: moment(1))
            try expect.equal(running.status, .running, "the status")
            try expect.equal(running.startedAt, moment(1), "the start")
            let again = try await store.advance(run.id, to: .running, reason: "again", at: moment(2))
            try expect.equal(again, running, "the run after the same status again")
            let back = try await store.advance(run.id, to: .initializing, reason: nil, at: moment(2))
            try expect.equal(back, running, "the run after a status that it is past")
            _ = try await store.advance(run.id, to: .stopping, reason: nil, at: moment(3))
            let over = try await store.advance(run.id, to: .cancelled, reason: "asked for", at: moment(4))
            try expect.equal(over.status, .cancelled, "the status")
            try expect.equal(over.reason, "asked for", "the reason")
            try expect.equal(over.startedAt, moment(1), "the start")
            try expect.equal(over.endedAt, moment(4), "the end")
            let other = try await store.advance(run.id, to: .succeeded, reason: nil, at: moment(5))
            try expect.equal(other, over, "the run after another end")
            try expect.equal(try await store.run(run.id), over, "the stored run")
        },
        Self("a run that is over can be forgotten, with its steps, and only once") { store, expect in
            let run = try await store.makeRun()
            try await expect.failure(.inUse, of: "forgetting it before") { try await store.deleteRun(run.id) }
            try await store.launch(run.attempt("a"))
            _ = try await store.claim(run.attempt("a"), by: "x")
            _ = try await store.report(run.attempt("a"), by: "x", .success)
            _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment(9))
            try await store.deleteRun(run.id)
            try expect.equal(try await store.run(run.id), nil, "the run")
            try expect.equal(try await store.run(matching: run.name), nil, "the run by its name")
            try await expect.failure(.notFound, of: "its steps") { _ = try await store.steps(of: run.id) }
            try await expect.failure(.notFound, of: "its plan") { _ = try await store.plan(of: run.id) }
            try await expect.failure(.notFound, of: "forgetting it again") { try await store.deleteRun(run.id) }
            _ = try await store.makeRun()
        },
        Self("of several ends at once, one is kept") { store, expect in
            let run = try await store.makeRun()
            let ends = try await withThrowingTaskGroup(of: Run.self) { group in
                for index in 0..<8 {
                    let status: RunStatus = index.isMultiple(of: 2) ? .succeeded : .failed
                    group.addTask { try await store.advance(run.id, to: status, reason: "\(index)", at: moment()) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            try expect.equal(ends.count, 1, "the number of different ends")
        },
    ]
}
