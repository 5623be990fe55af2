import ApusAPI
public import ApusModel
import FoundationEssentials
public import SystemPackage

/// The folder that holds what makes a server this one: its identity, its keys, its database.
///
/// | file | content |
/// |---|---|
/// | `server-id` | the identity that ``/ApusAPI/ServerInfo`` shows |
/// | `token-keys.json` | the keys that sign the tokens of runs and schedules |
/// | `token-key` | the key that signed them in an earlier version; not made any more |
/// | `api-key` | the first API key of the account `admin`, for `apus server start` |
/// | `apus.db` | the database, unless it is a PostgreSQL one |
/// | `apus.key` | the key of the secrets in the database |
///
/// All are readable by their owner only.
public struct ServerFolder: Sendable {
    public let path: FilePath

    /// - Throws: ``/ApusModel/ApusError`` when the folder is not there and cannot be made.
    public init(_ path: FilePath) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ApusError(
                .forbidden, "the folder \(path) cannot be made", hint: "ls -ld \(path.removingLastComponent())",
                cause: error)
        }
    }

    /// `server` in the folder of the user's data: `APUS_HOME`, or else `.apus` in the home folder.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` when neither `APUS_HOME` nor `HOME` is set.
    public static func usual(environment: [String: String]) throws(ApusError) -> FilePath {
        if let home = environment["APUS_HOME"], !home.isEmpty { return FilePath(home).appending("server") }
        if let home = environment["HOME"], !home.isEmpty {
            return FilePath(home).appending(".apus").appending("server")
        }
        throw ApusError(
            .invalidArgument, "there is no folder for the server to keep its data in",
            reason: "neither APUS_HOME nor HOME is set", hint: "apus-server --data FOLDER")
    }

    /// Where the store of the server is.
    public var database: FilePath { path.appending("apus.db") }
    /// Where the key of the secrets in the database is.
    public var secretKey: FilePath { path.appending("apus.key") }
    /// Holds the API key that the first start made.
    public var apiKey: FilePath { path.appending("api-key") }

    /// The server's identity, made when there is none.
    func identity() throws -> String {
        let file = PrivateFile(path.appending("server-id"))
        return try file.text() ?? file.keep(Identifier<ServerFolder>.make().rawValue)
    }

    /// The keys that sign tokens.
    var tokenKeys: PrivateFile { PrivateFile(path.appending("token-keys.json")) }

    /// The key with which an earlier version signed tokens, or `nil`.
    func earlierTokenKey() throws -> SecretString? {
        try PrivateFile(path.appending("token-key")).text().map { SecretString($0) }
    }

    /// The first API key, made when there is none.
    func firstAPIKey() throws -> SecretString {
        let file = PrivateFile(apiKey)
        return SecretString(try file.text() ?? file.keep(Credential(new: .apiKey).text.revealed()))
    }

    /// The API keys that an earlier version kept in a file.
    var earlierAPIKeys: EarlierAPIKeys { EarlierAPIKeys(file: path.appending("api-keys.json")) }
}
