import GRDB

extension Migration {
    /// Schedules with the plans of their runs, and for which firing a run was made: one run for each.
    static let schedules = Migration { db in
        try db.execute(
            sql: """
                CREATE TABLE schedule (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    pipeline TEXT NOT NULL,
                    body TEXT NOT NULL,
                    plan TEXT NOT NULL
                );

                -- schedule: its identity, also after it was removed
                ALTER TABLE run ADD COLUMN schedule TEXT;
                ALTER TABLE run ADD COLUMN slot TEXT;
                CREATE UNIQUE INDEX run_by_slot ON run (schedule, slot) WHERE schedule IS NOT NULL;
                CREATE INDEX run_by_schedule ON run (schedule, created_at, id) WHERE schedule IS NOT NULL;
                """)
    }
}
