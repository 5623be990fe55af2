public import ApusCore
import ApusModel
public import FoundationEssentials

extension SubmittedRun {
    /// Submits the stored run. One that is refused is recorded as failed, so that nobody waits for it.
    /// - Throws: what the orchestrator throws.
    public func submit(to orchestrator: any Orchestrator, at: Date) async throws -> Submission {
        do {
            return try await orchestrator.submit(self)
        } catch {
            let reason = (error as? ApusError)?.summary ?? String(describing: error)
            _ = try await environment.store.advance(run.id, to: .failed, reason: reason, at: at)
            throw error
        }
    }
}
