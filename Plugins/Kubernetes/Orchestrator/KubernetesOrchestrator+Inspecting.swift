import ApusCore
import ApusModel
import KubernetesClient
import KubernetesKubeconfig
import KubernetesManifests

extension KubernetesOrchestrator {
    func inspect() -> [Diagnostic] {
        if context.access != nil { return [] }
        let name = context.component.name
        do {
            if configuration.incluster {
                _ = try ClusterAccess.inCluster()
            } else {
                _ = try Kubeconfig.load().access(to: configuration.kubernetesContext)
            }
            return []
        } catch {
            return [
                Diagnostic(
                    .error, "orchestrator '\(name)' has no way to a cluster",
                    reason: error.reason.map { "\(error.summary): \($0)" } ?? error.summary,
                    hint: "apus orchestrator connect \(name) --connector NAME")
            ]
        }
    }
}
