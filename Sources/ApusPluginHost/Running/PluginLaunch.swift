import ApusModel
import ApusWire
import SystemPackage

/// How a plugin's program is started.
struct PluginLaunch: Sendable {
    /// What the plugin is called in messages.
    let name: String
    let program: FilePath
    let arguments: [String]
    private(set) var environment: [String: String]
    /// What has to be there unchanged: the program, or the library that it loads. Its digest, or `nil` to take it as
    /// it is.
    let pinned: FilePath
    let digest: ContentDigest?
    /// How long it may take to start and to introduce itself.
    let startLimit: Duration

    init(
        name: String, program: FilePath, arguments: [String] = [], environment: [String: String], pinned: FilePath,
        digest: ContentDigest?, startLimit: Duration
    ) {
        self.name = name
        self.program = program
        self.arguments = [program.lastComponent?.string ?? name] + arguments
        self.environment = environment.merging([PluginProtocol.cookieVariable: PluginProtocol.cookie]) { $1 }
        self.pinned = pinned
        self.digest = digest
        self.startLimit = startLimit
    }

    /// As a person would start the program.
    var byHand: PluginLaunch {
        var launch = self
        launch.environment[PluginProtocol.cookieVariable] = nil
        return launch
    }

    /// Throws unless the pinned file is what was registered.
    func checkDigest() throws {
        guard let digest else { return }
        let seen = try FileDigest.digest(of: pinned)
        if seen == digest { return }
        throw ApusError(
            .untrusted, "plugin '\(name)' is not what was registered",
            reason: "'\(pinned)' has the digest \(seen) instead of \(digest)",
            hint: "if you trust the new one: apus flavor register \(pinned) --replace")
    }
}
