public import ApusCore
public import ApusModel
public import FoundationEssentials

extension SQLStore {
    public func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key, at: Date) async throws -> [ContentDigest] {
        try await write(.run(attempt.run)) { db in
            let stored = try RunTransaction(attempt.run, in: db)
            _ = try stored.step(attempt.step)
            return try stored.hold(artifacts, of: attempt.step, at: at)
        }
    }

    public func survey(_ runs: [Identifier<Run>]) async throws -> RunSurvey {
        try RetentionRules.check(runs)
        if runs.isEmpty { return RunSurvey(runs: [], artifacts: []) }
        return try await read { db in
            RunSurvey(runs: try db.surveyEntries(of: runs), artifacts: try db.artifacts(of: runs))
        }
    }

    public func removeRuns(_ runs: [Identifier<Run>], keepingArtifacts: Bool) async throws -> [Identifier<Run>] {
        try RetentionRules.check(runs)
        let runs = Set(runs).sorted()
        // Always in the same order, so that no two wait for each other.
        return try await write(runs.first.map(SQLScope.run) ?? .catalog) { db in
            for run in runs.dropFirst() { try db.lock(.run(run)) }
            for run in runs {
                if let stored = try db.run(run), !stored.status.isFinal { throw ApusError.notOver(stored) }
            }
            var removal = RunRemoval(keepingArtifacts: keepingArtifacts, db: db)
            for run in runs where removal.hasRoom { try removal.remove(run) }
            return try removal.rest(of: runs)
        }
    }

    public func takeCondemned(by holder: String, after cursor: String?, at: Date) async throws -> CondemnedBatch {
        let until = RetentionRules.lease(from: at).milliseconds
        return try await write(.catalog) { db in
            try db.lockContents(exclusively: true)
            let digests = try db.names(
                "SELECT DISTINCT digest FROM condemned WHERE digest > ? ORDER BY digest LIMIT ?",
                [cursor ?? "", RetentionRules.batch + 1])
            guard let first = digests.first, let last = digests.prefix(RetentionRules.batch).last else {
                return CondemnedBatch(contents: [], next: nil)
            }
            try db.change(
                """
                UPDATE condemned SET holder = ?1, taken_until = ?2
                WHERE digest >= ?3 AND digest <= ?4 AND (holder IS NULL OR holder = ?1 OR taken_until <= ?5)
                    AND NOT EXISTS (SELECT 1 FROM artifact_reference AS use WHERE use.digest = condemned.digest)
                """, [holder, until, first, last, at.milliseconds])
            let rows = try db.rows(
                """
                SELECT digest, size, store FROM condemned
                WHERE holder = ? AND digest >= ? AND digest <= ? AND taken_until = ? ORDER BY digest, store
                """, [holder, first, last, until])
            let contents = try rows.map { row in
                CondemnedContent(
                    digest: try db.digest(row[0]), size: row[1].integer ?? 0,
                    artifactStore: try db.decode(Component.self, row[2]))
            }
            return CondemnedBatch(contents: contents, next: digests.count > RetentionRules.batch ? last : nil)
        }
    }

    public func forgetCondemned(_ deleted: [CondemnedContent], by holder: String) async throws {
        try await write(.catalog) { db in
            for content in deleted {
                try db.change(
                    "DELETE FROM condemned WHERE digest = ? AND store = ? AND holder = ?",
                    [content.digest.description, try CanonicalJSON.text(content.artifactStore), holder])
            }
            try db.change("UPDATE condemned SET holder = NULL, taken_until = NULL WHERE holder = ?", [holder])
        }
    }
}

extension SQLConnection {
    /// The places of as many arguments, for `IN`.
    func places(_ count: Int) -> String {
        count == 0 ? "NULL" : Array(repeating: "?", count: count).joined(separator: ", ")
    }

    func digest(_ column: SQLValue) throws -> ContentDigest {
        guard let digest = column.text.flatMap({ ContentDigest($0) }) else {
            throw ApusError(.corrupted, "a digest in the database is none", reason: "\(column)")
        }
        return digest
    }

    fileprivate func surveyEntries(of runs: [Identifier<Run>]) throws -> [RunSurvey.Entry] {
        let rows = try rows(
            """
            SELECT run.id, run.plan, (
                SELECT coalesce(sum(\(dialect.attemptCount)), 0) FROM step_run WHERE step_run.run = run.id
            ) FROM run WHERE id IN (\(places(runs.count))) AND status <> '\(RunRemoval.leaving)' ORDER BY id
            """, SQLArguments(runs.map(\.rawValue)))
        return try rows.map { row in
            RunSurvey.Entry(
                run: Identifier(rawValue: row[0].text ?? ""), attempts: Int(row[2].integer ?? 0),
                artifactStore: try decode(RunPlan.self, row[1]).component(.artifactStore))
        }
    }

    fileprivate func artifacts(of runs: [Identifier<Run>]) throws -> [RunSurvey.Artifact] {
        let rows = try rows(
            """
            SELECT digest, max(size), count(DISTINCT run), (
                SELECT count(DISTINCT run) FROM artifact_reference AS other WHERE other.digest = use.digest
            ) FROM artifact_reference AS use WHERE run IN (\(places(runs.count))) GROUP BY digest ORDER BY digest
            """, SQLArguments(runs.map(\.rawValue)))
        return try rows.map { row in
            RunSurvey.Artifact(
                digest: try digest(row[0]), size: row[1].integer ?? 0, uses: Int(row[2].integer ?? 0),
                allUses: Int(row[3].integer ?? 0))
        }
    }
}
