package import ApusModel
package import FoundationEssentials

/// What the calls of ``ScheduleStore`` come to, as functions of the values that a store has: one set of rules for all
/// stores.
package enum ScheduleRules {
    /// The run of a firing, and its plan.
    package static func run(
        for firing: Firing, by job: String?, of schedule: Schedule, plan: RunPlan, at: Date
    ) -> (run: Run, plan: RunPlan) {
        let id = Identifier<Run>.make()
        let run = Run(
            id: id, name: RunName.make(pipeline: plan.pipeline, id: id, at: at), pipeline: plan.pipeline,
            stack: plan.stack, origin: RunOrigin(firing, of: schedule, job: job),
            createdAt: at)
        var plan = plan
        let moment = Timestamp.text(firing.scheduledAt ?? at)
        for index in plan.steps.indices {
            plan.steps[index].environment[timeVariable] = moment
            plan.steps[index].cacheSeed = nil
        }
        return (run, plan)
    }

    /// Ends runs whose Jobs are gone because a later firing replaced them.
    /// - Parameters:
    ///   - run: the new run.
    ///   - earlier: other runs of the schedule that are not over.
    package static func replaced(by run: Run, of schedule: Schedule, among earlier: [Run], at: Date) -> [RunChange] {
        guard schedule.concurrencyPolicy == .replace, run.origin?.job != nil else { return [] }
        return earlier.filter { $0.origin?.job != nil && $0.id != run.id }.compactMap { earlier in
            RunRules.advance(earlier, to: .cancelled, reason: "run '\(run.name)' replaced it", at: at).change
        }
    }

    /// The variable by which steps know for which time they run; out of turn, that is when they were asked for.
    private static let timeVariable = "APUS_SCHEDULED_AT"

    /// - Throws: `.invalidArgument`.
    package static func checkName(of new: Schedule, replacing stored: Schedule) throws(ApusError) {
        if new.name == stored.name { return }
        throw ApusError(
            .invalidArgument, "schedule '\(stored.name)' cannot be named '\(new.name)'",
            reason: "what the infrastructure has of it keeps its name")
    }
}

extension ScheduleQuery {
    /// - Throws: `.invalidArgument` when the limit is not one.
    package func check() throws(ApusError) {
        if (1...500).contains(limit) { return }
        throw ApusError(.invalidArgument, "a page of \(limit) schedules is not possible", hint: "ask for 1 to 500")
    }
}

extension Page<Schedule> {
    /// The page of at most `limit` schedules that begins with `schedules`.
    /// - Parameter schedules: by name, with at least one more than `limit` when there are more.
    package init(_ schedules: [Schedule], limit: Int) {
        let items = Array(schedules.prefix(limit))
        self.init(items: items, next: schedules.count > limit ? items.last?.name : nil)
    }
}
