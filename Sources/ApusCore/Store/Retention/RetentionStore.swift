public import ApusModel
public import FoundationEssentials

/// Removes runs, and knows which content of artifact stores no run names any more.
///
/// Content is found by its digest and shared by every run that names the digest, while other runs go on. So that nothing
/// is deleted that a stored run names, everybody keeps to this:
///
/// 1. *Name before use.* A runner reserves an artifact before it looks whether the artifact store has the content. A
///    step takes over the outputs of another only while that one is stored. From then on its run names the digest.
/// 2. *Condemn with the records.* Removing a run removes what it names and, in the same transaction, condemns the
///    content: it is to go from the run's artifact store once no run names it.
/// 3. *Take before deleting.* Whoever deletes takes condemned content first, and gets only what no run names. It is
///    theirs for ten minutes, of which they delete for no more than the first five: the rest is for clocks that differ.
///    Meanwhile nobody can reserve it; a runner asks again, and then sees whether it has to upload.
/// 4. *Forget or give back.* What was deleted is forgotten; the rest of what was taken is free again.
///
/// Whoever ends in between leaves content that is condemned, or that is theirs for a while; the next one takes it. Since
/// two artifact stores may be one place, a digest that a run names is kept in all of them.
///
/// A runner of an earlier version reserves nothing. Its report names what it brings, unless that is being deleted.
public protocol RetentionStore: Sendable {
    /// Runner: says, before it looks for them, which artifacts its attempt is about to keep. The run names them from
    /// then on. Reserving again changes nothing.
    /// - Returns: what is being deleted; when there is any, nothing is reserved, and the runner asks again a little
    ///   later.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for a run or a step that is not there.
    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key, at: Date) async throws -> [ContentDigest]

    /// What goes with those of the runs that are there.
    /// - Parameter runs: at most ``RetentionLimits/runs``.
    /// - Throws: `.invalidArgument` for more.
    func survey(_ runs: [Identifier<Run>]) async throws -> RunSurvey

    /// Forgets runs that are over, with their plans, steps and events. For their steps the cache has no answers any
    /// more, but those of other runs that took them over. Logs stay where they are.
    ///
    /// One call does a bounded part of that, so that nobody else waits for long; a run that is removed in several parts
    /// is not found from the first one on. A run that is not there counts as removed.
    /// - Parameters:
    ///   - runs: at most ``RetentionLimits/runs``; may be none.
    ///   - keepingArtifacts: whether nothing is condemned: then the content stays for good.
    /// - Returns: what is left to call this for again, also of earlier calls that nobody went on with. Nothing is left
    ///   when it is empty.
    /// - Throws: `.inUse` when a run is not over, `.invalidArgument` for too many; then nothing is removed.
    func removeRuns(_ runs: [Identifier<Run>], keepingArtifacts: Bool) async throws -> [Identifier<Run>]

    /// Takes condemned content that no run names, to delete it. What somebody else took is left out for ten minutes;
    /// the same holder gets it again.
    /// - Parameters:
    ///   - holder: tells apart those who do this at the same time.
    ///   - cursor: the `next` of the batch before, or `nil` for the first.
    func takeCondemned(by holder: String, after cursor: String?, at: Date) async throws -> CondemnedBatch

    /// Forgets content that the holder took and deleted, and gives back everything else that it took.
    func forgetCondemned(_ deleted: [CondemnedContent], by holder: String) async throws
}
