package import ApusModel
package import FoundationEssentials

/// The rules of ``RetentionStore`` that all stores have in common.
package enum RetentionRules {
    /// How many digests one call looks at.
    package static let batch = 200

    /// Until when content that is taken at `date` is nobody else's.
    package static func lease(from date: Date) -> Date {
        date.addingTimeInterval(2 * (RetentionLimits.deletionTime / .seconds(1)))
    }

    /// - Throws: `.invalidArgument` for more runs than one call takes.
    package static func check(_ runs: [Identifier<Run>]) throws(ApusError) {
        if runs.count <= RetentionLimits.runs { return }
        throw ApusError(
            .invalidArgument, "\(runs.count) runs are too many for one call",
            hint: "ask for \(RetentionLimits.runs) at a time")
    }

    /// Whether a step may take over the outputs of another.
    /// - Parameters:
    ///   - cached: what the cache answers for the settlement's key.
    ///   - source: the step of the same name in the run that the outputs are from.
    /// - Throws: `.conflict` when neither is there with these outputs: their content may be gone.
    package static func checkTakeover(
        _ settlement: StepSettlement, of step: String, cached: StepRun?, source: StepRun?
    ) throws(ApusError) {
        guard case .cached(_, let run, let outputs, _) = settlement else { return }
        let isKept = [cached, source].contains { kept in
            guard let kept, kept.status.hasOutputs else { return false }
            return outputs.allSatisfy { kept.outputs[$0.key] == $0.value }
        }
        if isKept { return }
        throw ApusError(
            .conflict, "the outputs that step '\(step)' would take over are not kept any more",
            reason: "run '\(run)' was removed", hint: "run the step again")
    }
}

extension ApusError {
    /// An output is being deleted, because no run named it.
    package static func beingDeleted(_ digests: [ContentDigest]) -> ApusError {
        ApusError(
            .conflict, "an output is being deleted",
            reason: "\(digests.map(\.description).sorted().joined(separator: ", ")) was of runs that were removed",
            hint: "keep it again in a few seconds")
    }
}
