import GRDB

/// One step from a schema to the next.
struct Migration: Sendable {
    let apply: @Sendable (Database) throws -> Void
}
