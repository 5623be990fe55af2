public import KubernetesClient
import KubernetesManifests

extension Pod {
    /// Whether the pod's node has stopped answering, as far as the node controller says: it sets `Ready` to false and
    /// leaves alone what only the kubelet knows.
    public var isCutOff: Bool {
        if reason == "NodeLost" { return true }
        guard let ready = conditions.condition("Ready"), ready.status == "False", ready.reason == nil else {
            return false
        }
        return conditions.condition("ContainersReady")?.isTrue ?? false
    }

    /// The container that decides how far the pod's start is: an init container that waits for something, else the main
    /// one.
    public var startingContainer: ContainerStatus? {
        let main = container(MainContainer.name)
        guard main.map({ $0.state.waitingReason == "PodInitializing" }) ?? true else { return main }
        return initContainers.first { $0.state.problem != nil } ?? main
    }

    /// An init container that failed, so that the main one never starts.
    public var failedInitContainer: ContainerStatus? {
        initContainers.first { ($0.state.termination?.exitCode ?? 0) != 0 }
    }
}

extension ContainerState {
    /// What the container waits for, unless that is how every container begins.
    public var problem: StartProblem? {
        guard case .waiting(let reason?, let message) = self,
            !["ContainerCreating", "PodInitializing"].contains(reason)
        else { return nil }
        return StartProblem(reason: reason, message: message)
    }
}

extension ObjectCondition {
    /// Why no node takes the pod, if this condition says so.
    public var schedulingProblem: StartProblem? {
        guard type == "PodScheduled", status == "False" else { return nil }
        return StartProblem(reason: reason ?? "", message: message)
    }
}
