import ApusCore
import ApusHost
import ApusModel
import Logging

/// Stacks that the server itself can have run pipelines: those whose orchestrator is reached through a service connector.
///
/// Without one an orchestrator would use what the server's machine has, such as its kubeconfig or the service account of
/// its pod, which is not what the member who asks may use; and what runs on the server's machine itself, a member does
/// not start there.
struct ReachedStacks: Sendable {
    let store: any MetadataStore
    let flavors: ServerFlavors
    let logger: Logger

    /// The components that the plan was compiled for.
    /// - Parameter hint: the command that does the same from elsewhere.
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` where the server cannot ask the orchestrator.
    func parts(of plan: RunPlan, hint: String) async throws -> StackParts {
        let orchestrator = plan.component(.orchestrator)
        guard let orchestrator, orchestrator.connector != nil else {
            throw refused("stack '\(plan.stack)' reaches its orchestrator without a service connector", hint)
        }
        let known = flavors.declared.flavors
        for component in plan.components
        where !known.contains(where: { $0.type == component.type && $0.name == component.flavor }) {
            throw refused("it has no flavor '\(component.flavor)', which \(component.described) is of", hint)
        }
        let factory = ComponentFactory(
            store: store, registry: flavors.declared, home: flavors.home, logger: logger, usesMachine: false)
        let parts = try await StackParts(
            plan.components, of: "stack '\(plan.stack)'", registry: flavors.declared, factory: factory)
        if parts.isRemote { return parts }
        throw refused("orchestrator '\(orchestrator.name)' runs steps on the machine that asks it", hint)
    }

    private func refused(_ reason: String, _ hint: String) -> ApusError {
        ApusError(.rejected, "the server cannot do this for you", reason: reason, hint: hint)
    }
}
