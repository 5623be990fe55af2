import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis

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
            recorder?.note(
                StepRemark(.waiting, attempt, "step '\(attempt.step)' waits: \(refusal.advice)", at: Date()))
            return ApusError(
                .unavailable, "step '\(attempt.step)' waits", reason: refusal.text, hint: refusal.hint,
                cause: error.cause)
        }
        return ApusError(
            .rejected, "the cluster refuses the Job of step '\(attempt.step)'", reason: refusal.advice,
            hint: refusal.hint, cause: error.cause)
    }
}
