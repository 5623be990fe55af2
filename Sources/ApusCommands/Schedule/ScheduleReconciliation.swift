import ApusCore
import ApusHost
import ApusModel

/// Compares the stored schedules with what orchestrators have, and mends what differs.
struct ScheduleReconciliation {
    /// What came of it.
    struct Outcome {
        var differences: [ScheduleDifference] = []
        /// Orchestrators that could not be compared, with the reason.
        var failures: [(orchestrator: String, error: ApusError)] = []
        var places = 0
    }

    let session: Session

    /// - Parameter mending: whether what differs is also mended.
    func run(mending: Bool) async throws -> Outcome {
        let schedules = try await session.store.allSchedules()
        var outcome = Outcome()
        var spoken: Set<Identifier<Schedule>> = []
        let server = try await self.server()
        for place in try await OrchestratorPlace.all(schedules, session) {
            do {
                guard let orchestrator = try await place.orchestrator(session) else { continue }
                outcome.places += 1
                let found = ScheduleDifference.all(
                    place.schedules, try await orchestrator.placedSchedules(), known: Set(schedules.map(\.id)),
                    server: server)
                if mending { for difference in found { try await mend(difference, orchestrator) } }
                // Two orchestrators may look at one namespace, where each sees what is neither's.
                outcome.differences += found.filter { difference in
                    difference.strange.map { spoken.insert($0).inserted } ?? true
                }
            } catch let error as ApusError {
                outcome.failures.append((place.component.name, error))
            }
        }
        return outcome
    }

    /// The server as what it has placed knows it; `nil` when schedules are kept on this machine.
    private func server() async throws -> String? {
        guard let url = session.state.server else { return nil }
        return try await ServerConnection(url: url, session: session).urlForPrograms()
    }

    private func mend(_ difference: ScheduleDifference, _ orchestrator: any Orchestrator) async throws {
        switch difference {
        case .missing(let schedule), .different(let schedule, _):
            let placement = SchedulePlacement(session: session)
            let (parts, plan) = try await placement.parts(of: schedule)
            _ = try await placement.place(schedule, plan: plan, parts)
        case .orphan(let placed): try await orchestrator.deleteSchedule(placed.schedule)
        case .foreign: return
        }
    }
}
