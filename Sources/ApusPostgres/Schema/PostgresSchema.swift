import ApusModel
import ApusSQL
import FoundationEssentials

/// The tables of the database, and how older ones become the newest ones.
enum PostgresSchema {
    /// Every migration, in order. New ones are appended; released ones never change.
    private static let migrations = [initial, retention]

    /// Several servers may do this at once; one migrates and the others find it done.
    /// - Throws: ``/ApusModel/ApusError`` with `.unsupported` when the tables are of a newer Apus.
    static func bringUpToDate(_ connection: PostgresConnection) throws {
        try connection.transaction("BEGIN") { connection in
            try connection.lock(.catalog)
            try connection.execute("CREATE TABLE IF NOT EXISTS apus_schema (version BIGINT NOT NULL)")
            let found = try connection.rows("SELECT version FROM apus_schema", []).first?[0].integer
            let version = Int(found ?? 0)
            if version > migrations.count {
                throw ApusError(
                    .unsupported, "the database was made by a newer apus",
                    reason:
                        "it has schema \(version), and apus \(ApusVersion.current) knows schemas up to \(migrations.count)",
                    hint: "update apus")
            }
            if version == migrations.count { return }
            for migration in migrations.dropFirst(version) { try connection.execute(migration) }
            if found == nil {
                try connection.change("INSERT INTO apus_schema (version) VALUES (?)", [migrations.count])
                try connection.insertDefaultStack(at: Date())
            } else {
                try connection.change("UPDATE apus_schema SET version = ?", [migrations.count])
            }
        }
    }
}
