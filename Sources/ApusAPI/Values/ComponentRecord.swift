public import ApusModel

/// A component with the values of its secret options.
public struct ComponentRecord: Hashable, Sendable, Codable {
    public let component: Component
    /// For an update: what the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Component?
    public let secrets: SecretValues

    public init(component: Component, replacing: Component? = nil, secrets: SecretValues) {
        self.component = component
        self.replacing = replacing
        self.secrets = secrets
    }
}
