public import ApusModel

/// What was found on this machine for a new connector.
public struct FoundCredentials: Sendable {
    /// The authentication method that fits.
    public let authMethod: String
    /// Options of that method, secret ones among them.
    public let options: [String: JSONValue]
    /// Where they were found, for people: `the login in '/home/me/.docker/config.json'`.
    public let origin: String

    public init(authMethod: String, options: [String: JSONValue], origin: String) {
        self.authMethod = authMethod
        self.options = options
        self.origin = origin
    }

    /// What is looked for.
    public struct Wish: Sendable {
        /// `nil` for whichever method fits.
        public let authMethod: String?
        /// The resource that is meant, if one is.
        public let resourceID: String?
        /// The options that were given, as texts by name; they go before what is found.
        public let options: [String: String]

        public init(authMethod: String? = nil, resourceID: String? = nil, options: [String: String] = [:]) {
            self.authMethod = authMethod
            self.resourceID = resourceID
            self.options = options
        }
    }
}
