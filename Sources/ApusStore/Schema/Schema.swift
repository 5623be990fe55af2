import ApusModel
import GRDB
import SystemPackage

/// The tables of the database, and how older ones become the newest ones.
///
/// The number of the last migration that was applied is in `user_version`, where it is found without a query.
enum Schema {
    /// Marks a file as a database of Apus, in `application_id`: the bytes `Apus`.
    static let applicationID: Int32 = 0x4170_7573

    /// Every migration, in order. New ones are appended; released ones never change.
    static let migrations: [Migration] = [
        .initial, .namedSecrets, .schedules, .accounts, .runsByStatus, .retention,
    ]

    /// The schema that this Apus writes.
    static var version: Int { migrations.count }

    /// Makes the schema in an empty database.
    static func make(_ database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try migrate(database)
    }

    /// Applies what an older Apus did not know.
    /// - Throws: `.corrupted` when the file is another program's, `.unsupported` when it is of a newer Apus.
    static func bringUpToDate(_ database: DatabaseQueue, at path: FilePath) throws {
        if try check(database, at: path) < version { try migrate(database) }
    }

    /// The schema that a database has, when this Apus knows it.
    /// - Throws: as ``bringUpToDate(_:at:)``.
    @discardableResult
    static func check(_ database: DatabaseQueue, at path: FilePath) throws -> Int {
        let (application, found) = try database.read { db in
            (try Int32.fetchOne(db, sql: "PRAGMA application_id"), try version(of: db))
        }
        if application != applicationID {
            throw ApusError(
                .corrupted, "'\(path)' is not a database of Apus", reason: "another program made it",
                hint: "move it away: apus then starts afresh")
        }
        if found > version {
            throw ApusError(
                .unsupported, "the database '\(path)' was made by a newer apus",
                reason: "it has schema \(found), and apus \(ApusVersion.current) knows schemas up to \(version)",
                hint: "update apus")
        }
        return found
    }

    /// Several processes may do this at once; one migrates and the others find it done.
    private static func migrate(_ database: DatabaseQueue) throws {
        try database.write { db in
            for (index, migration) in migrations.enumerated().dropFirst(try version(of: db)) {
                try migration.apply(db)
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
            }
        }
    }

    private static func version(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}
