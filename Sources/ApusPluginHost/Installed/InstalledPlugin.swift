public import ApusCore
public import ApusModel
public import ApusWire
public import FoundationEssentials
import SystemPackage

/// A plugin as it was registered: where it is, what it was then, and what it said about itself.
public struct InstalledPlugin: Hashable, Sendable, Codable {
    public let kind: PluginKind
    /// The program, or the library.
    public let subject: String
    /// Of the subject. Another digest is refused.
    public let digest: ContentDigest
    /// Variables that it gets beyond the usual ones.
    public let environment: [String]
    public let description: PluginDescription
    public let registeredAt: Date
    /// The content of a library's `plugin.json`, which binds its symbols.
    let bindings: JSONValue?

    init(
        kind: PluginKind, subject: FilePath, digest: ContentDigest, environment: [String],
        description: PluginDescription, bindings: JSONValue?, registeredAt: Date
    ) {
        self.kind = kind
        self.subject = subject.string
        self.digest = digest
        self.environment = environment
        self.description = description
        self.bindings = bindings
        self.registeredAt = Timestamp.rounded(registeredAt)
    }

    /// Name, version, one line.
    public var manifest: PluginManifest { description.manifest }
}
