import ApusCore
import ApusModel
import FoundationEssentials

extension RunTransaction {
    /// Lets the run name the artifacts, unless any is being deleted.
    /// - Returns: those that are; then nothing is changed.
    func hold(_ artifacts: some Collection<Artifact>, of step: String, at: Date) throws -> [ContentDigest] {
        if artifacts.isEmpty { return [] }
        let known = Set(
            try db.names("SELECT digest FROM artifact_reference WHERE run = ? AND step = ?", [run.id.rawValue, step]))
        let new = artifacts.filter { !known.contains($0.digest.description) }
        if new.isEmpty { return [] }
        try db.lockContents(exclusively: false)
        let leaving = try Set(new.map(\.digest)).filter { digest in
            try db.exists(
                "SELECT 1 FROM condemned WHERE digest = ? AND holder IS NOT NULL AND taken_until > ?",
                [digest.description, at.milliseconds])
        }
        if !leaving.isEmpty { return leaving.sorted { $0.hexadecimal < $1.hexadecimal } }
        for artifact in new {
            try db.change(
                "INSERT INTO artifact_reference (run, step, digest, size) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [run.id.rawValue, step, artifact.digest.description, Int(artifact.size)])
        }
        return []
    }

    /// - Throws: `.conflict` when the step would take over outputs of a step that is not stored.
    func checkTakeover(_ settlement: StepSettlement, of step: String) throws {
        guard case .cached(let key, let source, _, _) = settlement else { return }
        try db.lockContents(exclusively: false)
        try RetentionRules.checkTakeover(
            settlement, of: step, cached: try key.flatMap { try db.cachedStep(for: $0) },
            source: try db.value(
                StepRun.self, "SELECT body FROM step_run WHERE run = ? AND step = ?", [source.rawValue, step]))
    }
}

extension SQLConnection {
    /// What the cache answers for the key.
    func cachedStep(for key: ContentDigest) throws -> StepRun? {
        for status in [StepStatus.succeeded, .cached] {
            // The status is not an argument, so that the index of those steps is used.
            let sql = """
                SELECT body FROM step_run WHERE cache_key = ? AND status = '\(status.rawValue)'
                ORDER BY ended_at DESC, run DESC LIMIT 1
                """
            if let step = try value(StepRun.self, sql, [key.description]) { return step }
        }
        return nil
    }
}
