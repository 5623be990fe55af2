import ApusCore
import ApusModel
import GRDB
import SystemPackage

/// Where a database is, and how it is opened.
struct DatabaseFile: Sendable {
    let path: FilePath
    /// How many seconds a call waits for other processes to finish theirs.
    var patience = 10.0

    /// The file with the key for the database's secrets.
    var keyPath: FilePath { folder.appending("\(path.stem ?? "apus").key") }
    var folder: FilePath { path.removingLastComponent() }

    /// Connects to the existing database and brings its schema up to date.
    func open() throws -> DatabaseQueue {
        do {
            let database = try connect(path)
            try Schema.bringUpToDate(database, at: path)
            return database
        } catch {
            throw explain(error)
        }
    }

    /// Connects to the existing database without changing anything.
    func connectToRead() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.readonly = true
        return try DatabaseQueue(path: path.string, configuration: configuration)
    }

    func connect(_ path: FilePath) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.label = "apus.store"
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        return try DatabaseQueue(path: path.string, configuration: configuration)
    }
}
