import ApusCore
import ApusModel
import ApusRunner
import FoundationEssentials

/// Removes runs with their logs, and then what no run names any more.
struct Pruning: Sendable {
    let store: any MetadataStore
    let artifactStores: ArtifactStores
    var keepsArtifacts = false
    var keepsLogs = false
    var now: @Sendable () -> Date = { Date() }
    /// Gets how many runs are removed, now and then.
    var progress: @Sendable (Int) -> Void = { _ in }

    /// Content is deleted after so many runs.
    private static let runsPerSweep = 1000
    /// How many runs' logs are deleted at once.
    private static let width = 8

    /// What would go with the runs.
    func forecast(_ runs: [Run]) async throws -> PruneReport {
        var report = PruneReport(done: false, runs: runs)
        // Uses by the runs of earlier batches, of artifacts that others have too.
        var shared: [ContentDigest: Int] = [:]
        for batch in runs.batches(of: RetentionLimits.runs) {
            let survey = try await store.survey(batch.map(\.id))
            report.attempts += survey.runs.reduce(0) { $0 + $1.attempts }
            if keepsArtifacts { continue }
            for artifact in survey.artifacts {
                let uses = artifact.uses + shared[artifact.digest, default: 0]
                shared[artifact.digest] = uses < artifact.allUses ? uses : nil
                if uses < artifact.allUses { continue }
                report.artifacts += 1
                report.bytes += artifact.size
            }
        }
        return report
    }

    /// Removes the runs, and finishes what earlier prunings left.
    /// - Returns: what went, and what stayed.
    func remove(_ runs: [Run]) async throws -> PruneReport {
        var report = PruneReport(done: true, runs: [])
        try await finish([])
        for (index, batch) in runs.batches(of: RetentionLimits.runs).enumerated() {
            try await remove(batch, &report)
            if (index + 1) * RetentionLimits.runs % Self.runsPerSweep == 0 {
                progress(report.runs.count)
                if !keepsArtifacts { try await sweep(&report) }
            }
        }
        if !keepsArtifacts { try await sweep(&report) }
        return report
    }

    private func remove(_ batch: [Run], _ report: inout PruneReport) async throws {
        let survey = try await store.survey(batch.map(\.id))
        let stuck = keepsLogs ? [:] : try await deleteLogs(of: survey.runs)
        for run in batch {
            guard let reason = stuck[run.id] else { continue }
            report.left.append(.init(what: "run '\(run.name)'", reason: reason))
        }
        try await finish(survey.runs.map(\.run).filter { stuck[$0] == nil })
        report.runs += batch.filter { stuck[$0.id] == nil }
        report.attempts += survey.runs.filter { stuck[$0.run] == nil }.reduce(0) { $0 + $1.attempts }
    }

    private func finish(_ runs: [Identifier<Run>]) async throws {
        var rest = runs
        repeat { rest = try await store.removeRuns(rest, keepingArtifacts: keepsArtifacts) } while !rest.isEmpty
    }

    /// Logs go before their run does: what is left when this ends in between is found again.
    /// - Returns: the runs whose logs cannot be deleted, and why.
    private func deleteLogs(of runs: [RunSurvey.Entry]) async throws -> [Identifier<Run>: String] {
        try await withThrowingTaskGroup(of: (Identifier<Run>, String?).self) { group in
            var stuck: [Identifier<Run>: String] = [:]
            for (index, entry) in runs.enumerated() {
                if index >= Self.width, let (run, reason) = try await group.next() { stuck[run] = reason }
                group.addTask { (entry.run, try await deleteLogs(of: entry)) }
            }
            for try await (run, reason) in group { stuck[run] = reason }
            return stuck
        }
    }

    private func deleteLogs(of entry: RunSurvey.Entry) async throws -> String? {
        guard entry.attempts > 0, let component = entry.artifactStore else { return nil }
        do {
            try await artifactStores.with(component) { try await StepLogs(store: $0).delete(of: entry.run) }
            return nil
        } catch let error as ApusError {
            return "its logs cannot be deleted: " + (error.reason.map { "\(error.summary): \($0)" } ?? error.summary)
        }
    }

    private func sweep(_ report: inout PruneReport) async throws {
        let sweep = ContentSweep(
            store: store, artifactStores: artifactStores, holder: Identifier<ContentSweep>.make().rawValue, now: now)
        let (deleted, left) = try await sweep.run()
        report.artifacts += deleted.count
        report.bytes += deleted.reduce(0) { $0 + $1.size }
        for (component, contents) in Dictionary(grouping: left, by: { $0.content.artifactStore }) {
            let place = " in artifact store '\(component.name)'"
            // An earlier sweep said so of some of them.
            report.left.removeAll { $0.what.hasSuffix(place) }
            let count = contents.count == 1 ? "1 artifact" : "\(contents.count) artifacts"
            report.left.append(.init(what: count + place, reason: contents.first?.reason ?? ""))
        }
    }
}

extension Array {
    fileprivate func batches(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
