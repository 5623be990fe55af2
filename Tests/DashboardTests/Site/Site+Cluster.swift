import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials

extension Site {
    /// A connector to a cluster, an orchestrator that is reached through it, and one that is not.
    func cluster() async throws -> (connected: Component, unconnected: Component) {
        let connector = Connector(
            name: "cluster", type: "memory", authMethod: "token", resourceTypes: [.kubernetesCluster],
            secretOptions: ["token"], createdAt: Self.start)
        let binding = ConnectorBinding(
            connector: connector.id, resourceType: .kubernetesCluster, resourceID: "prod")
        let far = Component(
            type: .orchestrator, name: "far", flavor: "noting", connector: binding, createdAt: Self.start)
        let near = Component(type: .orchestrator, name: "near", flavor: "noting", createdAt: Self.start)
        try await store.create(connector, secrets: ["token": SecretString("t0ken")])
        for component in [far, near] { try await store.create(component, secrets: [:]) }
        return (far, near)
    }

    /// A run that failed at its second step.
    /// - Parameter isReadable: whether the server can read its artifact store.
    func failedRun(_ name: String, on orchestrator: Component, isReadable: Bool = true) async throws -> PlayedRun {
        let foreign = Component(type: .artifactStore, name: "vault", flavor: "vault", createdAt: Self.start)
        let run = try await PlayedRun(
            self, name, on: orchestrator, shelf: isReadable ? nil : foreign,
            steps: [.sample("load"), .sample("train", after: ["load"])])
        try await run.advance(.running)
        try await run.begin("load")
        try await run.succeed("load")
        try await run.begin("train")
        try await run.fail("train", "the command ended with exit code 1")
        try await run.advance(.failed, reason: "step 'train' failed")
        return run
    }

    func schedule(_ name: String, on orchestrator: Component) async throws -> Schedule {
        let schedule = Schedule(
            name: name, pipeline: "digits", stack: "far", cron: try CronExpression("30 2 * * *"),
            createdAt: Self.start)
        try await store.create(
            schedule,
            plan: RunPlan(
                pipeline: "digits", stack: "far", components: [orchestrator, artifacts], steps: [.sample("load")]))
        return schedule
    }
}
