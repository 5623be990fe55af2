import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let removals: [Self] = [
        Self("runs that are removed are gone, and those that are not over stay") { store, expect in
            let over = try await store.makeOverRun("over")
            let going = try await store.makeRun("going")
            try await expect.failure(.inUse, of: "removing a run that is not over") {
                _ = try await store.removeRuns([over.id, going.id], keepingArtifacts: false)
            }
            try expect.equal(try await store.run(over.id), over, "the run that was to go with it")
            for _ in 0..<2 {
                try expect.equal(
                    try await store.removeRuns([over.id], keepingArtifacts: false), [], "what is left to do")
            }
            try expect.equal(try await store.run(over.id), nil, "the run")
            try expect.equal(try await store.run(matching: "over"), nil, "the run of that name")
            try expect.equal(try await store.runs(RunQuery()).items, [going], "the runs")
            try await expect.failure(.notFound, of: "reading its plan") { _ = try await store.plan(of: over.id) }
            try await expect.failure(.notFound, of: "reading its steps") { _ = try await store.steps(of: over.id) }
            try expect.equal(try await store.cachedStep(for: .sample(1)), nil, "the cache's answer")
            try await expect.failure(.invalidArgument, of: "removing too many at once") {
                let ids = (0...RetentionLimits.runs).map { _ in Identifier<Run>.make() }
                _ = try await store.removeRuns(ids, keepingArtifacts: false)
            }
        },
        Self("a run of many steps is removed in parts, and is not found from the first one on") { store, expect in
            let run = Run(name: "long", pipeline: "digits", stack: Stack.defaultName, createdAt: moment())
            var plan = RunPlan.sample(steps: 2500)
            plan.components = [.kept]
            try await store.create(run, plan: plan)
            for (index, step) in plan.steps.enumerated() where index % 250 == 0 {
                try await store.succeed(step.name, of: run, keeping: .sample(UInt8(1 + index / 250)))
            }
            let over = try await store.advance(run.id, to: .failed, reason: nil, at: moment(9))
            try expect.equal(try await store.run(run.id), over, "the run")
            var left = try await store.removeRuns([run.id], keepingArtifacts: false)
            try expect.equal(try await store.run(run.id), nil, "the run after the first call")
            try expect.equal(try await store.run(matching: "long"), nil, "the run of that name after the first call")
            try expect.equal(try await store.runs(RunQuery()).items, [], "the runs after the first call")
            var calls = 1
            while !left.isEmpty, calls < 100 {
                try expect.equal(left, [run.id], "what is left to do")
                // Whoever began may be gone; somebody else asks what is left.
                left = try await store.removeRuns(calls == 1 ? [] : left, keepingArtifacts: false)
                calls += 1
            }
            try expect.equal(left, [], "what is left to do after \(calls) calls")
            try expect.equal(try await store.takeAll(), (1...10).map { .sample($0) }, "what can be deleted")
        },
        Self("the content of a removed run is condemned where the run kept it, unless it is to stay") { store, expect in
            let (first, second) = (
                try await store.makeOverRun("first", keeping: .sample(3)),
                try await store.makeOverRun("second", keeping: .sample(4))
            )
            try expect.equal(try await store.takeAll(), [], "what can be deleted before")
            _ = try await store.removeRuns([first.id], keepingArtifacts: true)
            try expect.equal(try await store.takeAll(), [], "what can be deleted after a removal that keeps it")
            try await store.deleteRun(second.id)
            try expect.equal(try await store.takeAll(), [.sample(4)], "what can be deleted")
        },
        Self("what is taken is nobody else's for ten minutes, and free again afterwards or when it is given back") {
            store, expect in
            let runs = [
                try await store.makeOverRun("a", keeping: .sample(3)),
                try await store.makeOverRun("b", keeping: .sample(4)),
            ]
            _ = try await store.removeRuns(runs.map(\.id), keepingArtifacts: false)
            let both: [CondemnedContent] = [.sample(3), .sample(4)]
            try expect.equal(try await store.takeAll(by: "p", at: 0), both, "what the first gets")
            try expect.equal(try await store.takeAll(by: "q", at: 599), [], "what a second gets")
            try expect.equal(try await store.takeAll(by: "p", at: 1), both, "what the first gets once more")
            try expect.equal(try await store.takeAll(by: "q", at: 602), both, "what a second gets after ten minutes")
            try await store.forgetCondemned([.sample(3)], by: "p")
            try expect.equal(
                try await store.takeAll(by: "q", at: 603), both, "what is left when a former holder forgets")
            try await store.forgetCondemned([.sample(3)], by: "q")
            try expect.equal(try await store.takeAll(by: "r", at: 604), [.sample(4)], "what was given back")
            try await store.forgetCondemned([.sample(4)], by: "r")
            try expect.equal(try await store.takeAll(by: "r", at: 605), [], "what is left at last")
        },
        Self("a survey counts attempts and who names what") { store, expect in
            let first = try await store.makeOverRun("first")
            let second = try await store.makeOverRun("second")
            let third = try await store.makeOverRun("third", keeping: .sample(3))
            let bare = try await store.makeRun("bare")
            let bareStore = try await store.plan(of: bare.id).component(.artifactStore)
            let survey = try await store.survey([first.id, third.id, bare.id, .make()])
            let wanted = [
                RunSurvey.Entry(run: first.id, attempts: 1, artifactStore: .kept),
                RunSurvey.Entry(run: third.id, attempts: 1, artifactStore: .kept),
                RunSurvey.Entry(run: bare.id, attempts: 0, artifactStore: bareStore),
            ]
            try expect.equal(survey.runs, wanted.sorted { $0.run < $1.run }, "the runs")
            let artifacts = [
                RunSurvey.Artifact(digest: .sample(3), size: 3000, uses: 1, allUses: 1),
                RunSurvey.Artifact(digest: .sample(9), size: 9000, uses: 1, allUses: 2),
            ]
            try expect.equal(survey.artifacts, artifacts, "the artifacts")
            let both = try await store.survey([first.id, second.id])
            try expect.equal(both.artifacts.map(\.uses), [2], "the uses by both")
            try expect.equal(try await store.survey([]), RunSurvey(runs: [], artifacts: []), "a survey of nothing")
        },
    ]
}
