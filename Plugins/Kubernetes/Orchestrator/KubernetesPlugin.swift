public import ApusCore
import ApusModel
import KubernetesConnectors
import KubernetesManifests

/// Orchestrator flavor `kubernetes`, and connectors to clusters.
public struct KubernetesPlugin: StackPlugin {
    public static let manifest = PluginManifest(
        name: "kubernetes", version: ApusVersion.current,
        summary: "Runs every step in a pod of its own, and reaches clusters")

    public init() {}

    public func register(into registry: inout FlavorRegistry) throws {
        try registry.register(
            Flavor(
                type: .orchestrator, name: "kubernetes",
                summary: "A Job on Kubernetes per step, driven by an orchestrator pod",
                configuration: KubernetesOrchestratorConfiguration.self, connectorResource: .kubernetesCluster,
                isRemote: { _ in true }
            ) { configuration, context in
                KubernetesOrchestrator(configuration: configuration, context: context)
            })
        try KubernetesConnectors.register(into: &registry)
    }
}
