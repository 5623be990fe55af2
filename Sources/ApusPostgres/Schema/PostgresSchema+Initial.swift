extension PostgresSchema {
    /// As in SQLite's tables, whose fifth schema this is. Texts are ordered by their bytes, as there.
    static let initial = """
        CREATE TABLE component (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            type TEXT COLLATE "C" NOT NULL,
            name TEXT COLLATE "C" NOT NULL,
            connector TEXT COLLATE "C",
            body TEXT NOT NULL,
            UNIQUE (type, name)
        );
        CREATE INDEX component_by_connector ON component (connector) WHERE connector IS NOT NULL;

        CREATE TABLE connector (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            body TEXT NOT NULL
        );

        CREATE TABLE secret (
            owner TEXT COLLATE "C" NOT NULL,
            name TEXT COLLATE "C" NOT NULL,
            key TEXT COLLATE "C" NOT NULL,
            sealed BYTEA NOT NULL,
            PRIMARY KEY (owner, name)
        );
        CREATE TABLE named_secret (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            body TEXT NOT NULL
        );

        CREATE TABLE stack (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            body TEXT NOT NULL
        );
        CREATE TABLE stack_component (
            stack TEXT COLLATE "C" NOT NULL REFERENCES stack (id) ON DELETE CASCADE,
            component TEXT COLLATE "C" NOT NULL REFERENCES component (id),
            PRIMARY KEY (stack, component)
        );
        CREATE INDEX stack_component_by_component ON stack_component (component);

        CREATE TABLE schedule (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            pipeline TEXT COLLATE "C" NOT NULL,
            body TEXT NOT NULL,
            plan TEXT NOT NULL
        );

        CREATE TABLE run (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            pipeline TEXT COLLATE "C" NOT NULL,
            status TEXT COLLATE "C" NOT NULL,
            created_at BIGINT NOT NULL,
            is_cancellation_requested INTEGER NOT NULL DEFAULT 0,
            body TEXT NOT NULL,
            plan TEXT NOT NULL,
            schedule TEXT COLLATE "C",
            slot TEXT COLLATE "C"
        );
        CREATE INDEX run_by_time ON run (created_at, id);
        CREATE INDEX run_by_pipeline ON run (pipeline, created_at, id);
        CREATE INDEX run_by_status ON run (status, created_at, id);
        CREATE UNIQUE INDEX run_by_slot ON run (schedule, slot) WHERE schedule IS NOT NULL;
        CREATE INDEX run_by_schedule ON run (schedule, created_at, id) WHERE schedule IS NOT NULL;

        CREATE TABLE step_run (
            run TEXT COLLATE "C" NOT NULL REFERENCES run (id),
            position INTEGER NOT NULL,
            step TEXT COLLATE "C" NOT NULL,
            status TEXT COLLATE "C" NOT NULL,
            cache_key TEXT COLLATE "C",
            ended_at BIGINT,
            body TEXT NOT NULL,
            plan TEXT NOT NULL,
            PRIMARY KEY (run, step)
        );
        CREATE INDEX step_run_by_cache_key ON step_run (cache_key, ended_at, run) WHERE status = 'succeeded';

        CREATE TABLE event (
            run TEXT COLLATE "C" NOT NULL REFERENCES run (id),
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            change TEXT NOT NULL,
            PRIMARY KEY (run, sequence)
        );

        CREATE TABLE account (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL UNIQUE,
            password TEXT,
            body TEXT NOT NULL
        );
        CREATE TABLE api_key (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            account TEXT COLLATE "C" NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            name TEXT COLLATE "C" NOT NULL,
            digest TEXT COLLATE "C" NOT NULL UNIQUE,
            body TEXT NOT NULL,
            UNIQUE (account, name)
        );
        CREATE TABLE login (
            id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            account TEXT COLLATE "C" NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            digest TEXT COLLATE "C" NOT NULL UNIQUE,
            expires_at BIGINT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE INDEX login_by_account ON login (account);
        """
}
