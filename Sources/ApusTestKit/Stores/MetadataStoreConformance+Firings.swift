import ApusCore
import ApusModel
import FoundationEssentials

extension MetadataStoreConformance.Check {
    static let firings: [Self] = [
        Self("a firing makes one run, whoever asks for it how often") { store, expect in
            let schedule = try Schedule.sample()
            try await store.create(schedule, plan: .sample())
            let time = moment(60)
            let run = try await store.fire(schedule.id, .scheduled(time), by: nil, at: moment(61))
            try expect.equal(run.origin?.schedule, schedule.id, "the schedule of the run")
            try expect.equal(run.origin?.name, "nightly", "the schedule's name in the run")
            try expect.equal(run.origin?.scheduledAt, time, "the scheduled time")
            try expect.equal(run.status, .initializing, "the status")
            try expect.equal(try await store.run(run.id), run, "the stored run")
            let runs = try await withThrowingTaskGroup(of: Run.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        try await store.fire(schedule.id, .scheduled(time), by: nil, at: moment(62 + Double(index)))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try expect.equal(Set(runs), [run], "the runs of eight more calls")
            _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment(99))
            let later = try await store.fire(schedule.id, .scheduled(time), by: nil, at: moment(100))
            try expect.equal(later.id, run.id, "the run after it was over")
        },
        Self("other times, other names and other schedules make other runs") { store, expect in
            let (one, two) = (try Schedule.sample(), try Schedule.sample("two"))
            for schedule in [one, two] { try await store.create(schedule, plan: .sample()) }
            var runs: [Run] = []
            for schedule in [one, two] {
                for firing in [.scheduled(moment(60)), .scheduled(moment(120)), .triggered("j"), .triggered("k")]
                    as [Firing]
                {
                    runs.append(try await store.fire(schedule.id, firing, by: nil, at: moment(Double(runs.count))))
                }
            }
            try expect.equal(Set(runs.map(\.id)).count, 8, "the number of runs")
            try expect.equal(Set(runs.map(\.name)).count, 8, "the number of names")
            try expect.equal(runs[2].origin?.scheduledAt, nil, "the scheduled time out of turn")
            let history = try await store.runs(RunQuery(schedule: one.id, limit: 3))
            try expect.equal(history.items.map(\.id), runs[1...3].reversed().map(\.id), "the schedule's newest runs")
            let rest = try await store.runs(RunQuery(schedule: one.id, limit: 3, cursor: history.next))
            try expect.equal(rest.items.map(\.id), [runs[0].id], "the other one")
            try await store.deleteSchedule(one.id)
            let kept = try await store.runs(RunQuery(schedule: one.id))
            try expect.equal(kept.items.count, 4, "the number of runs after the schedule was removed")
        },
        Self("the run of a firing has the schedule's plan, the time in its steps, and nothing from the cache") {
            store, expect in
            let schedule = try Schedule.sample()
            try await store.create(schedule, plan: .sample())
            let run = try await store.fire(schedule.id, .scheduled(moment(60)), by: nil, at: moment(61))
            let plan = try await store.plan(of: run.id)
            try expect.equal(plan.steps.map(\.name), ["a", "b"], "the steps")
            try expect.equal(plan.steps[0].environment["STEP"], "a", "the step's own variable")
            let text = Timestamp.text(moment(60))
            try expect.equal(plan.steps.map { $0.environment["APUS_SCHEDULED_AT"] }, [text, text], "the time")
            try expect.equal(plan.steps.compactMap(\.cacheSeed).count, 0, "the number of steps with a cache key")
            try expect.equal(try await store.steps(of: run.id).map(\.status), [.pending, .pending], "the step runs")
            let trigger = try await store.fire(schedule.id, .triggered("j"), by: nil, at: moment(99))
            let triggered = try await store.plan(of: trigger.id)
            try expect.equal(
                triggered.steps[0].environment["APUS_SCHEDULED_AT"], Timestamp.text(moment(99)), "the time out of turn")
            try await store.update(schedule, replacing: nil, plan: .sample(steps: 1))
            try expect.equal(try await store.plan(of: run.id), plan, "the plan after the schedule has another one")
        },
        Self("a firing of the infrastructure ends its earlier ones where the policy is to replace, and no others") {
            store, expect in
            var schedule = try Schedule.sample()
            schedule.concurrencyPolicy = .replace
            let other = try Schedule.sample("other")
            for each in [schedule, other] { try await store.create(each, plan: .sample()) }
            let first = try await store.fire(schedule.id, .scheduled(moment(60)), by: "j1", at: moment(60))
            let running = try await store.advance(first.id, to: .running, reason: nil, at: moment(61))
            let byHand = try await store.fire(schedule.id, .scheduled(moment(0)), by: nil, at: moment(62))
            let elsewhere = try await store.fire(other.id, .scheduled(moment(60)), by: "k1", at: moment(63))
            try expect.equal(try await store.run(first.id), running, "the first run before another firing")
            let second = try await store.fire(schedule.id, .scheduled(moment(120)), by: "j2", at: moment(120))
            try expect.equal(second.origin?.job, "j2", "the name of the firing")
            let ended = try await store.run(first.id)
            try expect.equal(ended?.status, .cancelled, "the first run")
            try expect.equal(ended?.reason, "run '\(second.name)' replaced it", "its reason")
            try expect.equal(ended?.endedAt, moment(120), "its end")
            for run in [byHand, elsewhere, second] {
                try expect.equal(try await store.run(run.id), run, "the run \(run.name)")
            }
            let statuses = try await store.events(of: first.id, after: 0).reduce(into: [RunStatus]()) { seen, event in
                if case .run(let status, _) = event.change { seen.append(status) }
            }
            try expect.equal(statuses, [.running, .cancelled], "what followers of the first run are told")
            _ = try await store.fire(other.id, .scheduled(moment(120)), by: "k2", at: moment(121))
            try expect.equal(try await store.run(elsewhere.id), elsewhere, "the run where the policy is another")
        },
        Self("a run that says it is of a firing is refused when there is another one") { store, expect in
            let schedule = try Schedule.sample()
            try await store.create(schedule, plan: .sample())
            let firing = Firing.scheduled(moment(60))
            _ = try await store.fire(schedule.id, firing, by: nil, at: moment(61))
            let run = Run(
                name: "mine", pipeline: "digits", stack: Stack.defaultName, origin: RunOrigin(firing, of: schedule),
                createdAt: moment())
            try await expect.failure(.alreadyExists, of: "a second run of the firing") {
                try await store.create(run, plan: .sample())
            }
        },
    ]
}
