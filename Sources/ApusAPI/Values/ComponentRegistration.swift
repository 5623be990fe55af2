public import ApusModel

/// A component to register, in the words of its user.
public struct ComponentRegistration: Hashable, Sendable, Codable {
    public let type: ComponentType
    public let name: String
    public let flavor: String
    /// As on a command line, by option name. Decoding takes secrets in; it is not meant to be encoded and kept.
    public let options: [String: String]
    /// What it is reached through, verified before anything is stored; `nil` for nothing.
    public let connection: ComponentConnection?

    public init(
        type: ComponentType, name: String, flavor: String, options: [String: String],
        connection: ComponentConnection? = nil
    ) {
        self.type = type
        self.name = name
        self.flavor = flavor
        self.options = options
        self.connection = connection
    }
}
