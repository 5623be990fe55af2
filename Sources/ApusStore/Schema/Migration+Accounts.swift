import GRDB

extension Migration {
    /// The accounts of a server, with what proves that somebody is one. A database that no server uses has none.
    static let accounts = Migration { db in
        try db.execute(
            sql: """
                -- password: a hash in the PHC string format
                CREATE TABLE account (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    password TEXT,
                    body TEXT NOT NULL
                );

                -- digest: SHA-256 of the whole key
                CREATE TABLE api_key (
                    id TEXT NOT NULL PRIMARY KEY,
                    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    name TEXT NOT NULL,
                    digest TEXT NOT NULL UNIQUE,
                    body TEXT NOT NULL,
                    UNIQUE (account, name)
                );

                -- digest: SHA-256 of the token
                CREATE TABLE login (
                    id TEXT NOT NULL PRIMARY KEY,
                    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                    digest TEXT NOT NULL UNIQUE,
                    expires_at INTEGER NOT NULL,
                    body TEXT NOT NULL
                );
                CREATE INDEX login_by_account ON login (account);
                """)
    }
}
