import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

/// Which server's data a command is about.
struct ServerFolderOptions: ParsableArguments {
    @Option(help: "The data folder of the server; without it, the one of 'apus server start'.")
    var data: String?

    /// The data, at an absolute place.
    func open(environment: [String: String]) throws -> ServerData {
        guard let data else { return ServerData(folder: try Home(environment: environment).server) }
        let current = FilePath(FileManager.default.currentDirectoryPath)
        return ServerData(folder: current.pushing(FilePath(data)).lexicallyNormalized())
    }
}
