import GRDB

extension Migration {
    /// Runs of one status are found, and those of each counted, without a look at the others.
    static let runsByStatus = Migration { db in
        try db.execute(sql: "CREATE INDEX run_by_status ON run (status, created_at, id)")
    }
}
