extension PostgresSchema {
    /// As in SQLite's sixth schema.
    static let retention = """
        CREATE TABLE artifact_reference (
            run TEXT COLLATE "C" NOT NULL REFERENCES run (id),
            step TEXT COLLATE "C" NOT NULL,
            digest TEXT COLLATE "C" NOT NULL,
            size BIGINT NOT NULL,
            PRIMARY KEY (run, step, digest)
        );
        CREATE INDEX artifact_reference_by_digest ON artifact_reference (digest, run);
        INSERT INTO artifact_reference (run, step, digest, size)
        SELECT step_run.run, step_run.step, output.value ->> 'digest', max((output.value ->> 'size')::BIGINT)
        FROM step_run, json_each(step_run.body::json -> 'outputs') AS output
        GROUP BY step_run.run, step_run.step, output.value ->> 'digest';

        CREATE TABLE condemned (
            digest TEXT COLLATE "C" NOT NULL,
            store TEXT COLLATE "C" NOT NULL,
            size BIGINT NOT NULL,
            holder TEXT COLLATE "C",
            taken_until BIGINT,
            PRIMARY KEY (digest, store)
        );
        CREATE INDEX condemned_by_holder ON condemned (holder, digest) WHERE holder IS NOT NULL;

        CREATE INDEX step_run_by_cached_key ON step_run (cache_key, ended_at, run) WHERE status = 'cached';
        """
}
