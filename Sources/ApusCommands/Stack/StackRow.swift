import ApusHost
import ApusModel

/// A stack in a list: the stack and its components, and whether it is the active one.
struct StackRow: Encodable, Sendable {
    let stack: Stack
    let components: [Component]
    let active: Bool

    init(_ resolved: ResolvedStack, isActive: Bool) {
        stack = resolved.stack
        components = resolved.components
        active = isActive
    }

    static let listing = Listing<StackRow>(
        "stacks",
        columns: [
            Column("active", .flag) { .boolean($0.active) },
            Column("name", in: .name) { .string($0.stack.name) },
        ]
            + ComponentType.all.map { type in
                Column(type.commandName) { row in .optional(row.components.first { $0.type == type }?.name) }
            } + [
                Column("labels", in: .wide) { .pairs($0.stack.labels) },
                Column("environment", in: .wide) { .pairs($0.stack.environment) },
                Column("secrets", in: .wide) { .array($0.stack.secrets.map(JSONValue.string)) },
                Column("created-at", .moment, in: .wide) { .moment($0.stack.createdAt) },
                Column("updated-at", .moment, in: .wide) { .moment($0.stack.updatedAt) },
                Column("id", in: .wide) { .string($0.stack.id.rawValue) },
            ], name: \.stack.name, labels: \.stack.labels)
}
