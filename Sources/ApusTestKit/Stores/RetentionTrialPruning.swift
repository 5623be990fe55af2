import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// Removes every run that is over, and then deletes what no run names, in a ``RetentionTrial``.
final class RetentionTrialPruning: RetentionActor {
    private enum Phase: Sendable {
        case choose
        case remove([Identifier<Run>])
        case take
        case delete([CondemnedContent], done: [CondemnedContent], since: Date)
        case over
    }

    private let trial: RetentionTrial
    private let holder: String
    private let state: Mutex<(phase: Phase, turns: Int)>

    /// - Parameter turns: after so many it ends, whatever it was about to do.
    init(trial: RetentionTrial, holder: String, turns: Int) {
        self.trial = trial
        self.holder = holder
        state = Mutex((.choose, turns))
    }

    func next() async throws -> RetentionTrial.Turn {
        let (phase, turns) = state.withLock { $0 }
        let following = turns > 0 ? try await act(phase) : .over
        state.withLock { $0 = (following, turns - 1) }
        return switch following {
        case .over: .over
        // The last of what is done has just been deleted.
        case .delete(_, let done, _) where !done.isEmpty: .decisive
        case .choose, .remove, .take, .delete: .on
        }
    }

    private func act(_ phase: Phase) async throws -> Phase {
        let store = trial.store
        switch phase {
        case .choose:
            let runs = try await store.runs(RunQuery(limit: 500)).items
            return .remove(runs.filter(\.status.isFinal).prefix(RetentionLimits.runs).map(\.id))
        case .remove(let runs):
            let rest = try await store.removeRuns(runs, keepingArtifacts: false)
            return rest.isEmpty ? .take : .remove(rest)
        case .take:
            let now = trial.contents.now
            let batch = try await store.takeCondemned(by: holder, after: nil, at: now)
            return .delete(batch.contents, done: [], since: now)
        case .delete(var contents, let done, let start):
            let isLate = trial.contents.now.timeIntervalSince(start) > RetentionLimits.deletionTime / .seconds(1)
            guard !isLate, let content = contents.popLast() else {
                try await store.forgetCondemned(done, by: holder)
                return .over
            }
            trial.contents.delete(content.digest)
            return .delete(contents, done: done + [content], since: start)
        case .over: return .over
        }
    }
}
