import ApusModel
import FoundationEssentials

/// Statuses of a pod as a kubelet writes them
/// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus).
struct PodStatus {
    let pod: HollowPod
    let started: Date
    let address: String

    func waiting(_ reason: String, _ message: String) -> JSONValue {
        status("Pending") { _ in ["waiting": ["reason": .string(reason), "message": .string(message)]] }
    }

    func running() -> JSONValue { status("Running", isReady: true) { _ in runningState } }

    /// - Parameter end: when it ended.
    func ended(_ ending: PodEnding, at end: Date) -> JSONValue {
        switch ending {
        case .exit(let code):
            return status(code == 0 ? "Succeeded" : "Failed") { _ in terminated(code, at: end) }
        case .mainExit(let code):
            return status("Running") { $0 == 0 ? terminated(code, at: end) : runningState }
        case .outOfMemory:
            return status("Failed") { _ in terminated(137, "OOMKilled", at: end) }
        case .stopped(let reason, let message):
            return [
                "status": [
                    "phase": "Failed", "reason": .string(reason), "message": .string(message),
                    "startTime": time(started),
                ]
            ]
        }
    }

    private var runningState: JSONValue { ["running": ["startedAt": time(started)]] }

    private func terminated(_ code: Int, _ reason: String? = nil, at end: Date) -> JSONValue {
        [
            "terminated": [
                "exitCode": .integer(Int64(code)), "reason": .string(reason ?? (code == 0 ? "Completed" : "Error")),
                "startedAt": time(started), "finishedAt": time(end),
            ]
        ]
    }

    /// - Parameter state: of a container, by its place in the pod.
    private func status(_ phase: String, isReady: Bool = false, _ state: (Int) -> JSONValue) -> JSONValue {
        let containers = pod.containers.enumerated().map { index, container -> JSONValue in
            let state = state(index)
            let isRunning = state["running"] != nil
            return [
                "name": .string(container.name), "image": .string(container.image ?? ""), "imageID": "",
                "ready": .boolean(isRunning), "started": .boolean(isRunning), "restartCount": 0, "state": state,
                "lastState": [:],
            ]
        }
        let conditions: [JSONValue] = ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map { type in
            let isTrue = isReady || type == "Initialized" || type == "PodScheduled"
            return ["type": .string(type), "status": isTrue ? "True" : "False", "lastTransitionTime": time(started)]
        }
        return [
            "status": [
                "phase": .string(phase), "startTime": time(started), "podIP": .string(address),
                "conditions": .array(conditions), "containerStatuses": .array(containers),
            ]
        ]
    }

    private func time(_ date: Date) -> JSONValue { .string(Timestamp.text(date)) }
}
