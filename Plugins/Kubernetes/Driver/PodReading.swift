import ApusDriver
import ApusModel
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

/// What the pod of an attempt says about it. Its main container decides, which is never restarted.
struct PodReading {
    private let pod: Pod
    private let rules: StartRules

    init(_ pod: Pod, by rules: StartRules) {
        self.pod = pod
        self.rules = rules
    }

    private var termination: ContainerState.Termination? { pod.container(MainContainer.name)?.state.termination }

    /// `nil` when there is nothing to say yet.
    var change: StepObservation.Change? {
        if pod.phase.isFinal || termination != nil { return .ended(failure) }
        if case .running? = pod.container(MainContainer.name)?.state {
            return pod.isCutOff ? .waiting(reason: "its node '\(pod.nodeName ?? "?")' does not answer") : .started
        }
        if let problem = pod.startingContainer?.state.problem {
            return rules.isPermanent(problem)
                ? .ended(AttemptFailure(.permanent, "the pod cannot start: \(problem.advice)"))
                : .waiting(reason: problem.text)
        }
        return (pod.conditions.condition("PodScheduled")?.schedulingProblem?.text).map { .waiting(reason: $0) }
    }

    /// Whether another pod has claimed the attempt, so that this one says nothing about it.
    var wasRefused: Bool { termination?.exitCode == 3 }

    /// Whether something of an ended attempt goes on: a sidecar that a webhook added, say, or a container that could not
    /// start and is tried again.
    var leavesMore: Bool {
        if pod.phase.isFinal { return false }
        return termination == nil || pod.containers.contains { $0.state.termination == nil }
    }

    /// What took the pod away, unless its program succeeded nevertheless.
    var disruption: String? { termination?.exitCode == 0 || wasRefused ? nil : Disruption.text(of: pod) }

    /// What became of an attempt whose pod is gone before it ended.
    var loss: AttemptFailure { AttemptFailure(.infrastructure, Disruption.text(of: pod) ?? "the pod was deleted") }

    /// `nil` when the attempt's own report says it all.
    private var failure: AttemptFailure? {
        let code = termination?.exitCode
        if let code, Self.reported.contains(code), pod.reason == nil { return nil }
        if pod.hasPassedDeadline {
            let text = ["DeadlineExceeded", pod.message].compactMap { $0 }.joined(separator: ": ")
            return AttemptFailure(.command, "the pod was stopped: \(text)", exitCode: code)
        }
        if let words = Disruption.text(of: pod) {
            let end = code.map { ", and its program ended with exit code \($0)" } ?? ""
            return AttemptFailure(.infrastructure, words + end, exitCode: code)
        }
        if let termination { return failure(of: termination) }
        if let container = pod.failedInitContainer, let end = container.state.termination {
            return AttemptFailure(
                .command,
                "init container '\(container.name)' ended with exit code \(end.exitCode)\(Self.word(end.reason))",
                exitCode: end.exitCode)
        }
        return pod.phase == .succeeded ? nil : AttemptFailure(.infrastructure, "the pod failed without a word")
    }

    /// The exit codes are those of `apus-step`: see Documentation/exit-codes.md.
    private func failure(of termination: ContainerState.Termination) -> AttemptFailure {
        let code = termination.exitCode
        switch (termination.reason, code) {
        case ("OOMKilled", _): return AttemptFailure(.command, memoryText(code), exitCode: code)
        case ("ContainerCannotRun", _), ("StartError", _):
            return AttemptFailure(
                .permanent, "the container cannot run: \(termination.message ?? "no reason given")", exitCode: code)
        case (_, 75):
            return AttemptFailure(.infrastructure, "the step could not reach the server", exitCode: code)
        case (_, 137):
            return AttemptFailure(
                .infrastructure,
                "the pod's program was ended by signal 9, and nobody asked for that; if its node has too little memory: "
                    + "set '\(rules.memorySetting)'", exitCode: code)
        case (_, 128...):
            return AttemptFailure(
                .infrastructure, "the pod's program was ended by signal \(code - 128)", exitCode: code)
        default:
            return AttemptFailure(.infrastructure, "the pod's program ended with exit code \(code)", exitCode: code)
        }
    }

    private func memoryText(_ code: Int) -> String {
        let limit = pod.memoryLimits[MainContainer.name].map { " of \($0)" } ?? ""
        let setting = limit.isEmpty ? "give it one with" : "raise"
        return
            "the container was killed because it used more memory than its limit\(limit) (OOMKilled, exit code \(code)); "
            + "\(setting) '\(rules.memorySetting)'"
    }

    private static func word(_ reason: String?) -> String { reason.map { " (\($0))" } ?? "" }

    /// With these exit codes `apus-step` has said everything itself.
    private static let reported: Set<Int> = [0, 1, 3]
}
