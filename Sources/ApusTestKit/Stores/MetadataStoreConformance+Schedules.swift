import ApusCore
import ApusModel
import FoundationEssentials

extension MetadataStoreConformance.Check {
    static let schedules: [Self] = [
        Self("a schedule is found by name and by identity, with its plan") { store, expect in
            let (schedule, plan) = (try Schedule.sample(), RunPlan.sample())
            for _ in 0..<2 { try await store.create(schedule, plan: plan) }
            try expect.equal(try await store.schedule(named: "nightly"), schedule, "the schedule")
            try expect.equal(try await store.schedule(schedule.id), schedule, "the schedule by identity")
            try expect.equal(try await store.plan(of: schedule.id), plan, "the plan")
            try expect.equal(try await store.schedule(named: "Nightly"), nil, "a name in capitals")
            try expect.equal(try await store.schedule(.make()), nil, "an unknown identity")
            try await expect.failure(.alreadyExists, of: "another schedule of the name") {
                try await store.create(.sample(), plan: .sample())
            }
            try await expect.failure(.notFound, of: "the plan of an unknown schedule") {
                _ = try await store.plan(of: Identifier<Schedule>.make())
            }
        },
        Self("an update replaces a schedule, unless it is another one by now, and its plan if there is one") {
            store, expect in
            let (first, plans) = (try Schedule.sample(), [RunPlan.sample(), .sample(steps: 3)])
            try await store.create(first, plan: plans[0])
            var second = first
            second.cron = try CronExpression("@hourly")
            second.isSuspended = true
            second.handle = "cron-1"
            for _ in 0..<2 { try await store.update(second, replacing: first, plan: nil) }
            try expect.equal(try await store.schedule(first.id), second, "the schedule")
            try expect.equal(try await store.plan(of: first.id), plans[0], "the plan that nobody changed")
            try await store.update(second, replacing: second, plan: plans[1])
            try expect.equal(try await store.plan(of: first.id), plans[1], "the new plan")
            var late = first
            late.timeZone = "Europe/Berlin"
            try await expect.failure(.conflict, of: "an update by somebody slower") { [late] in
                try await store.update(late, replacing: first, plan: nil)
            }
            try expect.equal(try await store.schedule(first.id), second, "the schedule after that")
            let renamed = Schedule(
                id: first.id, name: "other", pipeline: "digits", stack: "s", cron: first.cron, createdAt: moment())
            try await expect.failure(.invalidArgument, of: "another name") {
                try await store.update(renamed, replacing: nil, plan: nil)
            }
            try await expect.failure(.notFound, of: "updating an unknown schedule") {
                try await store.update(.sample("none"), replacing: nil, plan: nil)
            }
        },
        Self("stacks and components that a schedule is for stay until it is gone") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            let schedule = Schedule(
                name: "nightly", pipeline: "digits", stack: "prod", cron: try CronExpression("@daily"),
                createdAt: moment())
            let stack = Stack(name: schedule.stack, components: [:], createdAt: moment())
            try await store.create(stack)
            var plan = RunPlan.sample()
            plan.components = [component]
            try await store.create(schedule, plan: plan)
            try await expect.failure(.inUse, of: "removing the stack") { try await store.deleteStack(stack.id) }
            try await expect.failure(.inUse, of: "removing the component") {
                try await store.deleteComponent(component.id)
            }
            try await store.deleteSchedule(schedule.id)
            try await store.deleteStack(stack.id)
            try await store.deleteComponent(component.id)
        },
        Self("schedules are listed by name, page by page, and by pipeline") { store, expect in
            for name in ["d", "b", "a", "e", "c"] {
                try await store.create(.sample(name, pipeline: name < "c" ? "early" : "late"), plan: .sample())
            }
            var names: [[String]] = []
            var query = ScheduleQuery(limit: 2)
            repeat {
                let page = try await store.schedules(query)
                names.append(page.items.map(\.name))
                query.cursor = page.next
            } while query.cursor != nil
            try expect.equal(names, [["a", "b"], ["c", "d"], ["e"]], "the pages")
            let late = try await store.schedules(ScheduleQuery(pipeline: "late", limit: 3))
            try expect.equal(late.items.map(\.name), ["c", "d", "e"], "those of a pipeline")
            try expect.equal(late.next, nil, "the cursor of a page that is full and last")
            for limit in [0, 501] {
                try await expect.failure(.invalidArgument, of: "a page of \(limit)") {
                    _ = try await store.schedules(ScheduleQuery(limit: limit))
                }
            }
        },
        Self("a schedule that was removed is gone, and its name is free") { store, expect in
            let schedule = try Schedule.sample()
            try await store.create(schedule, plan: .sample())
            try await store.deleteSchedule(schedule.id)
            try expect.equal(try await store.schedule(named: "nightly"), nil, "the removed schedule")
            try await expect.failure(.notFound, of: "removing it again") {
                try await store.deleteSchedule(schedule.id)
            }
            try await expect.failure(.notFound, of: "firing it") {
                _ = try await store.fire(schedule.id, .triggered("x"), by: nil, at: moment())
            }
            try await store.create(.sample(), plan: .sample())
        },
    ]
}

extension Schedule {
    static func sample(_ name: String = "nightly", pipeline: String = "digits") throws -> Schedule {
        Schedule(
            name: name, pipeline: pipeline, stack: Stack.defaultName, cron: try CronExpression("30 2 * * mon,fri"),
            timeZone: "Europe/Berlin", concurrencyPolicy: .forbid, startingDeadlineSeconds: 60,
            successfulJobsHistoryLimit: 5, failedJobsHistoryLimit: 0, createdAt: moment(0.123))
    }
}
