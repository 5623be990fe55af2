/// What a user says about a component beside its flavor's options.
public struct ComponentExtras: Hashable, Sendable {
    public var labels: [String: String]
    /// Variables that steps see.
    public var environment: [String: String]
    /// Names of stored secrets whose values steps see.
    public var secrets: [String]

    public init(labels: [String: String] = [:], environment: [String: String] = [:], secrets: [String] = []) {
        self.labels = labels
        self.environment = environment
        self.secrets = secrets
    }
}
