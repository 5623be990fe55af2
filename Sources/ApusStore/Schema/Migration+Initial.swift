import GRDB

extension Migration {
    /// Values are kept whole as JSON in `body`; other columns repeat what is searched for. Times are milliseconds since
    /// 1970.
    static let initial = Migration { db in
        try db.execute(
            sql: """
                CREATE TABLE component (
                    id TEXT NOT NULL PRIMARY KEY,
                    type TEXT NOT NULL,
                    name TEXT NOT NULL,
                    connector TEXT,
                    body TEXT NOT NULL,
                    UNIQUE (type, name)
                );
                CREATE INDEX component_by_connector ON component (connector) WHERE connector IS NOT NULL;

                CREATE TABLE connector (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    body TEXT NOT NULL
                );

                -- owner: the identity of a component or connector; key: which key it is sealed with
                CREATE TABLE secret (
                    owner TEXT NOT NULL,
                    name TEXT NOT NULL,
                    key TEXT NOT NULL,
                    sealed BLOB NOT NULL,
                    PRIMARY KEY (owner, name)
                ) WITHOUT ROWID;

                CREATE TABLE stack (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    body TEXT NOT NULL
                );
                CREATE TABLE stack_component (
                    stack TEXT NOT NULL REFERENCES stack (id) ON DELETE CASCADE,
                    component TEXT NOT NULL REFERENCES component (id),
                    PRIMARY KEY (stack, component)
                ) WITHOUT ROWID;
                CREATE INDEX stack_component_by_component ON stack_component (component);

                -- plan: without its steps, which are with the step runs
                CREATE TABLE run (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    pipeline TEXT NOT NULL,
                    status TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    is_cancellation_requested INTEGER NOT NULL DEFAULT 0,
                    body TEXT NOT NULL,
                    plan TEXT NOT NULL
                );
                CREATE INDEX run_by_time ON run (created_at, id);
                CREATE INDEX run_by_pipeline ON run (pipeline, created_at, id);

                CREATE TABLE step_run (
                    run TEXT NOT NULL REFERENCES run (id),
                    position INTEGER NOT NULL,
                    step TEXT NOT NULL,
                    status TEXT NOT NULL,
                    cache_key TEXT,
                    ended_at INTEGER,
                    body TEXT NOT NULL,
                    plan TEXT NOT NULL,
                    PRIMARY KEY (run, step)
                );
                CREATE INDEX step_run_by_cache_key ON step_run (cache_key, ended_at, run) WHERE status = 'succeeded';

                CREATE TABLE event (
                    run TEXT NOT NULL REFERENCES run (id),
                    sequence INTEGER NOT NULL,
                    at INTEGER NOT NULL,
                    change TEXT NOT NULL,
                    PRIMARY KEY (run, sequence)
                ) WITHOUT ROWID;
                """)
    }
}
