package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Moves the run forward, never back.
    package static func advance(_ run: Run, to status: RunStatus, reason: String?, at: Date) -> Ruling<Run> {
        if run.status == status || !run.status.canBecome(status) { return Ruling(run) }
        var run = run
        run.status = status
        run.reason = reason
        if status == .running { run.startedAt = Timestamp.rounded(at) }
        if status.isFinal { run.endedAt = Timestamp.rounded(at) }
        return Ruling(run, change: .run(run))
    }
}
