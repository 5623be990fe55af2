import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests
import Logging

extension KubernetesStepLauncher {
    /// The error of making an attempt's Job as the driver has to take it: `.unavailable` for what is worth waiting for,
    /// and what will never be with the cluster's reason and what to do.
    func understood(_ error: ApusError, about attempt: Attempt.Key) -> ApusError {
        guard let status = error.cause as? APIStatus, [400, 403, 409, 422, 500].contains(status.code) else {
            return error
        }
        let refusal = Refusal(status.message)
        if refusal.kind == .other { return error }
        if refusal.mayPass {
            announce(attempt, refusal.advice)
            return ApusError(
                .unavailable, "step '\(attempt.step)' waits", reason: refusal.text, hint: refusal.hint,
                cause: error.cause)
        }
        return ApusError(
            .rejected, "the cluster refuses the Job of step '\(attempt.step)'", reason: refusal.advice,
            hint: refusal.hint, cause: error.cause)
    }

    /// Says what took an attempt away where people look.
    func attribute(_ attempt: Attempt.Key, to cause: String) {
        logger.warning("an attempt was disrupted", metadata: ["attempt": "\(attempt)", "reason": "\(cause)"])
        let text = "attempt \(attempt.number) of step '\(attempt.step)' was disrupted: \(cause)"
        recorder?.note(StepRemark(.disrupted, attempt, text, at: Date()))
    }

    /// Says that an attempt waits where people look.
    func announce(_ attempt: Attempt.Key, _ reason: String) {
        logger.warning("a step waits", metadata: ["attempt": "\(attempt)", "reason": "\(reason)"])
        recorder?.note(StepRemark(.waiting, attempt, "step '\(attempt.step)' waits: \(reason)", at: Date()))
    }

    /// A pod that has passed its deadline, or its Job's, is asked to stop like any other, so that its report cannot know
    /// why. Such an end uses up the user's retries nevertheless.
    /// - Throws: ``ApusError`` with `.rejected` when these are used up.
    func checkDeadlines(before attempt: Attempt.Key, of step: PlannedStep) async throws {
        guard let limit = options.steps[attempt.step]?.activeDeadlineSeconds else { return }
        let attempts = ObjectSelector.labels(ObjectLabel.selector(run: run.id, step: attempt.step))
        let jobs: ObjectList<Job> = try await client.list(.jobs, in: namespace, matching: attempts)
        let pods: ObjectList<Pod> = try await client.list(.pods, in: namespace, matching: attempts)
        let ended =
            jobs.items.filter(\.hasPassedDeadline).map(\.metadata)
            + pods.items.filter(\.hasPassedDeadline).map(\.metadata)
        let late = Set(ended.compactMap { ObjectLabel.attemptKey(in: $0.labels) }).count
        if late <= step.retry.maximumRetries { return }
        throw ApusError(
            .rejected, "step '\(attempt.step)' took longer than \(limit) s",
            reason: "that is its active_deadline_seconds, and it was stopped for it\(late > 1 ? " \(late) times" : "")")
    }
}
