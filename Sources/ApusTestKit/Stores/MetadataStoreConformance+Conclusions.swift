import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let conclusions: [Self] = [
        Self("how a run's main part ended is kept once, and is part of the run") { store, expect in
            let run = try await store.makeRun()
            _ = try await store.advance(run.id, to: .running, reason: nil, at: moment(1))
            let first = RunOutcome(.failed, reason: "step 'a' failed: exit code 3")
            for (outcome, time) in [(first, 2.0), (first, 3), (RunOutcome(.succeeded), 4)] {
                let kept = try await store.conclude(mainPartOf: run.id, as: outcome, at: moment(time))
                try expect.equal(kept, first, "what is kept at \(time)")
            }
            let stored = try await store.run(run.id)
            try expect.equal(stored?.mainOutcome, first, "the stored outcome")
            try expect.equal(stored?.status, .running, "the status")
            let ended = try await store.advance(run.id, to: .failed, reason: first.reason, at: moment(5))
            try expect.equal(ended.mainOutcome, first, "the outcome of the main part after the run's end")
        },
        Self("a run that is over is not concluded any more") { store, expect in
            let run = try await store.makeRun()
            let ended = try await store.advance(run.id, to: .failed, reason: "refused", at: moment(1))
            let kept = try await store.conclude(mainPartOf: run.id, as: RunOutcome(.succeeded), at: moment(2))
            try expect.equal(kept, RunOutcome(.failed, reason: "refused"), "the answer")
            try expect.equal(try await store.run(run.id), ended, "the stored run")
            try await expect.failure(.notFound, of: "concluding an unknown run") {
                _ = try await store.conclude(mainPartOf: .make(), as: RunOutcome(.succeeded), at: moment())
            }
        },
        Self("a finally step is told how the main part ended, on one line, and others are not") { store, expect in
            let run = Run(name: "digits-1", pipeline: "digits", stack: Stack.defaultName, createdAt: moment())
            var plan = RunPlan.sample()
            plan.steps[1].role = .finally
            plan.steps[1].environment["APUS_RUN_STATUS"] = "mine"
            try await store.create(run, plan: plan)
            let outcome = RunOutcome(.failed, reason: "one\ntwo")
            _ = try await store.conclude(mainPartOf: run.id, as: outcome, at: moment(1))
            let expected = [
                "a": ["STEP": "a"],
                "b": ["STEP": "b", "APUS_RUN_STATUS": "failed", "APUS_RUN_REASON": "one two"],
            ]
            for (step, environment) in expected {
                try await store.launch(run.attempt(step))
                guard case .granted(let given) = try await store.claim(run.attempt(step), holder: "x", at: moment(2))
                else { return try expect.fail("the claim of step \(step) is refused") }
                try expect.equal(given.environment, environment, "the variables of step \(step)")
            }
        },
        Self("nobody can ask a run to stop once its main part is over") { store, expect in
            let run = try await store.makeRun()
            _ = try await store.conclude(mainPartOf: run.id, as: RunOutcome(.succeeded), at: moment(1))
            try await store.requestCancellation(of: run.id, at: moment(2))
            _ = try await store.advance(run.id, to: .succeeded, reason: nil, at: moment(3))
            let changes = try await expect.soon("the events") {
                try await store.events(of: run.id, after: 0).reduce(into: [RunEvent.Change]()) { $0.append($1.change) }
            }
            try expect.equal(changes.contains(.cancellationRequested), false, "a request among the events")
        },
    ]
}
