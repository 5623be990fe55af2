import ApusModel

/// A component in a list: the component's own members in JSON, and whether the active stack has it.
struct ComponentRow: Encodable, Sendable {
    let component: Component
    /// The name of the connector that it is bound to.
    let connector: String?
    let isActive: Bool

    private enum Key: String, CodingKey { case active, connectorName }

    func encode(to encoder: any Encoder) throws {
        try component.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(isActive, forKey: .active)
        try container.encodeIfPresent(connector, forKey: .connectorName)
    }

    static func listing(of type: ComponentType) -> Listing<ComponentRow> {
        Listing(
            "\(type)s",
            columns: [
                Column("active", .flag) { .boolean($0.isActive) },
                Column("name", in: .name) { .string($0.component.name) },
                Column("flavor") { .string($0.component.flavor) },
                Column("connector-name") { .optional($0.connector) },
                Column("resource-id") { .optional($0.component.connector?.resourceID) },
                Column("labels", in: .wide) { .pairs($0.component.labels) },
                Column("environment", in: .wide) { .pairs($0.component.environment) },
                Column("secrets", in: .wide) { .array($0.component.secrets.map(JSONValue.string)) },
                Column("configuration", in: .wide) { .object($0.component.configuration) },
                Column("created-at", .moment, in: .wide) { .moment($0.component.createdAt) },
                Column("updated-at", .moment, in: .wide) { .moment($0.component.updatedAt) },
                Column("id", in: .wide) { .string($0.component.id.rawValue) },
            ], name: \.component.name, labels: \.component.labels)
    }
}
