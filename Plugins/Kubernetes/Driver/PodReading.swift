import ApusDriver
import ApusModel
import KubernetesClient
import KubernetesManifests

/// What the pod of an attempt says about it. Its main container decides, which is never restarted.
enum PodReading {
    /// `nil` when there is nothing to say yet.
    static func change(of pod: Pod, failingReasons: Set<String>) -> StepObservation.Change? {
        let state = pod.container(MainContainer.name)?.state
        if pod.phase.isFinal || state?.termination != nil { return .ended(failure(of: pod, state?.termination)) }
        switch state {
        case .running: return .started
        case .waiting(let reason?, let message):
            let text = [reason, message].compactMap { $0 }.joined(separator: ": ")
            if failingReasons.contains(reason) {
                return .ended(AttemptFailure(.permanent, "the pod cannot start: \(text)"))
            }
            return unremarkable.contains(reason) ? nil : .waiting(reason: text)
        case .waiting(nil, _), .terminated, nil: return unscheduled(pod)
        }
    }

    /// Whether the main container is over and another one, a sidecar that a webhook added say, keeps the pod running.
    static func isHeldOpen(_ pod: Pod) -> Bool {
        guard !pod.phase.isFinal, pod.container(MainContainer.name)?.state.termination != nil else { return false }
        return pod.containers.contains { $0.state.termination == nil }
    }

    private static func unscheduled(_ pod: Pod) -> StepObservation.Change? {
        guard let condition = pod.conditions.condition("PodScheduled"), condition.status == "False" else { return nil }
        let text = [condition.reason, condition.message].compactMap { $0 }.joined(separator: ": ")
        return .waiting(reason: text)
    }

    /// `nil` when the attempt's own report says it all.
    private static func failure(of pod: Pod, _ termination: ContainerState.Termination?) -> AttemptFailure? {
        if let reason = pod.reason {
            let text = [reason, pod.message].compactMap { $0 }.joined(separator: ": ")
            return reason == "DeadlineExceeded"
                ? AttemptFailure(.command, "the pod was stopped: \(text)")
                : AttemptFailure(.infrastructure, "the pod was lost: \(text)")
        }
        guard let termination else {
            return pod.phase == .succeeded ? nil : AttemptFailure(.infrastructure, "the pod failed without a word")
        }
        return failure(of: termination)
    }

    /// The exit codes are those of `apus-step`: see Documentation/exit-codes.md.
    private static func failure(of termination: ContainerState.Termination) -> AttemptFailure? {
        let code = termination.exitCode
        switch termination.reason {
        case "OOMKilled":
            return AttemptFailure(
                .command, "the container was killed because it used more memory than its limit", exitCode: code)
        case "ContainerCannotRun", "StartError":
            return AttemptFailure(
                .permanent, "the container cannot run: \(termination.message ?? "no reason given")", exitCode: code)
        default: break
        }
        switch code {
        case 0, 1, 3: return nil
        case 75: return AttemptFailure(.infrastructure, "the step could not reach the server", exitCode: code)
        case 128...:
            return AttemptFailure(
                .infrastructure, "the pod's program was ended by signal \(code - 128)", exitCode: code)
        default:
            return AttemptFailure(.infrastructure, "the pod's program ended with exit code \(code)", exitCode: code)
        }
    }

    private static let unremarkable: Set<String> = ["ContainerCreating", "PodInitializing"]
}
