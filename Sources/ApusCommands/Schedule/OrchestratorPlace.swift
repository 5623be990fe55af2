import ApusCore
import ApusHost
import ApusModel

/// An orchestrator as it is registered, or as schedules were compiled for it, with those schedules.
struct OrchestratorPlace: Sendable {
    let component: Component
    let schedules: [Schedule]

    /// The registered orchestrators, and those that schedules were compiled for, each place once.
    static func all(_ schedules: [Schedule], _ session: Session) async throws -> [OrchestratorPlace] {
        var components = try await session.store.components(of: .orchestrator)
        var owned: [Component: [Schedule]] = [:]
        for schedule in schedules {
            let plan = try await session.store.plan(of: schedule.id)
            guard let component = plan.component(.orchestrator) else { continue }
            let known = components.first { $0.isSamePlace(as: component) }
            if known == nil { components.append(component) }
            owned[known ?? component, default: []].append(schedule)
        }
        return components.map { OrchestratorPlace(component: $0, schedules: owned[$0] ?? []) }
    }

    /// The working orchestrator, or `nil` for one that has nothing to do with schedules.
    func orchestrator(_ session: Session) async throws -> (any Orchestrator)? {
        let isKnown = session.registry.flavors.contains { $0.type == .orchestrator && $0.name == component.flavor }
        if !isKnown, schedules.isEmpty { return nil }
        let made = try session.registry.makeOrchestrator(try await session.factory.context(for: component))
        return made.canSchedule || !schedules.isEmpty ? made : nil
    }
}

extension Component {
    /// Whether both keep schedules in the same place.
    func isSamePlace(as other: Component) -> Bool {
        id == other.id && configuration == other.configuration && connector == other.connector
    }
}
