/// What can be known about a plugin without running it.
public struct PluginManifest: Hashable, Sendable, Codable {
    public let name: String
    public let version: String
    public let summary: String

    public init(name: String, version: String, summary: String) {
        self.name = name
        self.version = version
        self.summary = summary
    }
}
