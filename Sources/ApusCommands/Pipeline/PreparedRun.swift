import ApusCore
import ApusModel

/// A stored run with the orchestrator that is to run it.
struct PreparedRun: Sendable {
    let run: SubmittedRun
    let orchestrator: any Orchestrator
    /// Whether it runs elsewhere, so that it goes on without this process.
    let isRemote: Bool

    /// How long to stay at most.
    var waitLimit: WaitLimit {
        let seconds = isRemote ? run.plan.orchestratorSettings["timeout"]?.integerValue ?? 0 : 0
        return WaitLimit(seconds: seconds > 0 ? Int(seconds) : nil)
    }

    /// Whether the orchestrator's settings want the submitter to stay until the end.
    var isSynchronous: Bool { !isRemote || run.plan.orchestratorSettings["synchronous"] != .boolean(false) }
}
