import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Makes a pipeline run by itself, or changes the schedule of that name.
struct PipelineScheduling {
    let session: Session
    /// The active stack without one.
    let stackName: String?

    func schedule(_ source: PipelineSource, by spec: ScheduleSpec) async throws {
        let pipeline = source.spec
        let name = try Name.validate(spec.name ?? pipeline.name, as: "schedule")
        if let zone = spec.timeZone { _ = try ScheduleZone.zone(named: zone) }
        let stored = try await stored(name, of: pipeline)
        let preparation = RunPreparation(session: session, stackName: stackName)
        let (plan, parts) = try await preparation.compile(source, check: Self.check)
        _ = try await preparation.diagnosed(plan, parts)
        let compiled = CompiledPipeline(plan: plan, parts: parts)
        let draft = ScheduleDraft(spec: spec, plan: compiled.plan)
        let schedule = try draft.schedule(named: name, replacing: stored, at: Date())
        let placement = SchedulePlacement(session: session)
        if let stored {
            say("Updated", try await placement.update(schedule, replacing: stored, compiled))
        } else {
            say("Made", try await placement.create(schedule, compiled))
        }
    }

    private func stored(_ name: String, of pipeline: PipelineSpec) async throws -> Schedule? {
        guard let stored = try await session.store.schedule(named: name) else { return nil }
        if stored.pipeline == pipeline.name { return stored }
        throw ApusError(
            .alreadyExists, "schedule '\(name)' is of another pipeline, '\(stored.pipeline)'",
            hint: "choose another name: --schedule-name NAME")
    }

    private static func check(_ parts: StackParts, _ stack: String) throws(ApusError) {
        if parts.orchestrator.canSchedule { return }
        throw ApusError(
            .unsupported, "stack '\(stack)' cannot run pipelines by schedule",
            reason:
                "its orchestrator, of flavor '\(parts.orchestratorFlavor.name)', runs them only while a command does",
            hint: "choose a stack with an orchestrator of flavor 'kubernetes': --stack NAME; or run it once: --once")
    }

    private func say(_ what: String, _ schedule: Schedule) {
        let times = ScheduleTimes(schedule: schedule)
        let name = Console.error.style.bold(schedule.name)
        Console.error.print("\(what) schedule \(name) of pipeline '\(schedule.pipeline)' on stack '\(schedule.stack)'.")
        Console.error.print("It runs \(times.explanation)\(schedule.isSuspended ? ", but is paused" : "").")
        let next = (try? times.next(after: Date())) ?? []  // the zone was found before
        for time in next { Console.error.print("  \((try? times.text(time)) ?? "")") }
    }
}
