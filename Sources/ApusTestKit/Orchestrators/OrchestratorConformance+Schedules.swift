import ApusCore
import ApusModel

extension OrchestratorConformance.Check {
    static let schedules: [Self] = [
        Self("an orchestrator that cannot schedule says so, whatever it is asked") { bench, expect in
            let orchestrator = bench.orchestrator
            if orchestrator.canSchedule { return }
            let schedule = try Schedule.sample()
            let submitted = SubmittedSchedule(schedule: schedule, plan: .sample(), environment: bench.environment)
            try await expect.failure(.unsupported, of: "putting a schedule") {
                _ = try await orchestrator.put(submitted)
            }
            try await expect.failure(.unsupported, of: "pausing it") {
                try await orchestrator.setSuspended(true, of: schedule)
            }
            try await expect.failure(.unsupported, of: "deleting it") {
                try await orchestrator.deleteSchedule(schedule.id)
            }
            try await expect.failure(.unsupported, of: "listing schedules") {
                _ = try await orchestrator.placedSchedules()
            }
        }
    ]
}
