public import ApusModel

/// A stack as a file carries it from one store to another: everything that makes it, with connectors and secrets by
/// name, and without any secret value.
///
/// The members' names in JSON and YAML are those of the properties in snake_case. Members that are empty may be left out.
public struct StackDocument: Hashable, Sendable {
    /// The version of this form.
    public static let version = 1

    public var name: String
    public var labels: [String: String]
    public var environment: [String: String]
    /// Names of stored secrets whose values steps see.
    public var secrets: [String]
    public var components: [ComponentType: ComponentDocument]

    public init(
        name: String, labels: [String: String] = [:], environment: [String: String] = [:], secrets: [String] = [],
        components: [ComponentType: ComponentDocument]
    ) {
        self.name = name
        self.labels = labels
        self.environment = environment
        self.secrets = secrets
        self.components = components
    }
}
