public import ApusModel
import FoundationEssentials
public import SystemPackage

/// The folder where Apus keeps a user's data: database, credentials, artifacts, cache.
///
/// `APUS_HOME`, else `.apus` in the user's home folder. Nothing has to be made beforehand.
public struct Home: Sendable {
    public let path: FilePath

    public init(path: FilePath) { self.path = path }

    /// The folder that `environment` names.
    /// - Throws: ``ApusError`` with `.invalidArgument` when neither `APUS_HOME` nor `HOME` is set.
    public init(environment: [String: String]) throws(ApusError) {
        if let given = environment["APUS_HOME"], !given.isEmpty {
            path = FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(given)).lexicallyNormalized()
        } else if let home = environment["HOME"], !home.isEmpty {
            path = FilePath(home).appending(".apus")
        } else {
            throw ApusError(
                .invalidArgument, "there is no folder for Apus to keep its data in",
                reason: "neither APUS_HOME nor HOME is set",
                hint: "export APUS_HOME=/path/to/folder")
        }
    }

    public var database: FilePath { path.appending("apus.db") }
    public var server: FilePath { path.appending("server") }
    /// Holds what is known of plugins that the user registered.
    public var plugins: FilePath { path.appending("plugins") }
    public var cache: FilePath { path.appending("cache") }
    /// Layers of images that were made.
    public var layers: FilePath { cache.appending("layers") }
    /// Programs that are pipelines, as they were when a run was started with them.
    public var programs: FilePath { path.appending("programs") }
    var stateFile: FilePath { path.appending("state.json") }
    var credentialsFile: FilePath { path.appending("credentials.json") }
}
