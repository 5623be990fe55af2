public import FoundationEssentials

/// A named set of one component per type.
public struct Stack: Hashable, Sendable, Codable {
    public let id: Identifier<Stack>
    /// Unique among stacks.
    public var name: String
    public var components: [ComponentType: Identifier<Component>]
    public var labels: [String: String]
    /// Variables that every step sees on this stack, over those of its components.
    public var environment: [String: String]
    /// Names of stored secrets whose values every step sees as variables on this stack.
    public var secrets: [String]
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Stack> = .make(), name: String, components: [ComponentType: Identifier<Component>],
        labels: [String: String] = [:], environment: [String: String] = [:], secrets: [String] = [], createdAt: Date,
        updatedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.components = components
        self.labels = labels
        self.environment = environment
        self.secrets = secrets
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }

    /// The name of the stack that first use makes: local orchestrator, local artifact store.
    public static let defaultName = "default"
}

extension Stack {
    private enum Key: String, CodingKey {
        case id, name, components, labels, environment, secrets, createdAt, updatedAt
    }

    /// Reads what an earlier version wrote too, which knew neither `environment` nor `secrets`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let components = try container.decode([String: Identifier<Component>].self, forKey: .components)
        self.init(
            id: try container.decode(Identifier<Stack>.self, forKey: .id),
            name: try container.decode(String.self, forKey: .name),
            components: Dictionary(
                uniqueKeysWithValues: components.map { (ComponentType(rawValue: $0.key), $0.value) }),
            labels: try container.decode([String: String].self, forKey: .labels),
            environment: try container.decodeIfPresent([String: String].self, forKey: .environment) ?? [:],
            secrets: try container.decodeIfPresent([String].self, forKey: .secrets) ?? [],
            createdAt: try container.decode(Date.self, forKey: .createdAt),
            updatedAt: try container.decode(Date.self, forKey: .updatedAt))
    }

    /// Writes the components as an object keyed by type, which `Dictionary` would write as a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        let byWord = Dictionary(uniqueKeysWithValues: components.map { ($0.key.rawValue, $0.value) })
        try container.encode(byWord, forKey: .components)
        try container.encode(labels, forKey: .labels)
        try container.encode(environment, forKey: .environment)
        try container.encode(secrets, forKey: .secrets)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(updatedAt, forKey: .updatedAt)
    }
}
