public import ApusModel

/// A connector type as a plugin declares it.
public struct PluginConnectorType: Hashable, Sendable, Codable {
    /// One way to prove who one is.
    public struct AuthMethod: Hashable, Sendable, Codable {
        public let name: String
        public let summary: String
        public let options: [PluginOption]

        public init(name: String, summary: String, options: [PluginOption]) {
            self.name = name
            self.summary = summary
            self.options = options
        }
    }

    public let name: String
    public let summary: String
    public let resourceTypes: [ResourceType]
    public let authMethods: [AuthMethod]

    public init(name: String, summary: String, resourceTypes: [ResourceType], authMethods: [AuthMethod]) {
        self.name = name
        self.summary = summary
        self.resourceTypes = resourceTypes
        self.authMethods = authMethods
    }
}
