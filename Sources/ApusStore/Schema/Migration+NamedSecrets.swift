import GRDB

extension Migration {
    /// Secrets with names of their own. Their values are in the table `secret`, whose owner may be one of these too.
    static let namedSecrets = Migration { db in
        try db.execute(
            sql: """
                CREATE TABLE named_secret (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    body TEXT NOT NULL
                );
                """)
    }
}
