import GRDB

extension Migration {
    /// What runs name in artifact stores, and what is to go from there.
    static let retention = Migration { db in
        try db.execute(
            sql: """
                CREATE TABLE artifact_reference (
                    run TEXT NOT NULL REFERENCES run (id),
                    step TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    size INTEGER NOT NULL,
                    PRIMARY KEY (run, step, digest)
                ) WITHOUT ROWID;
                CREATE INDEX artifact_reference_by_digest ON artifact_reference (digest, run);
                INSERT INTO artifact_reference (run, step, digest, size)
                SELECT step_run.run, step_run.step, json_extract(output.value, '$.digest'),
                    max(json_extract(output.value, '$.size'))
                FROM step_run, json_each(step_run.body, '$.outputs') AS output
                GROUP BY step_run.run, step_run.step, json_extract(output.value, '$.digest');

                -- store: the component, whole; holder: who deletes it now
                CREATE TABLE condemned (
                    digest TEXT NOT NULL,
                    store TEXT NOT NULL,
                    size INTEGER NOT NULL,
                    holder TEXT,
                    taken_until INTEGER,
                    PRIMARY KEY (digest, store)
                ) WITHOUT ROWID;
                CREATE INDEX condemned_by_holder ON condemned (holder, digest) WHERE holder IS NOT NULL;

                CREATE INDEX step_run_by_cached_key ON step_run (cache_key, ended_at, run) WHERE status = 'cached';
                """)
    }
}
