public import ApusModel

/// A stack with the components that it names.
public struct ResolvedStack: Hashable, Sendable, Encodable {
    public let stack: Stack
    /// By type.
    public let components: [Component]

    public init(stack: Stack, components: [Component]) {
        self.stack = stack
        self.components = components.sorted { $0.type < $1.type }
    }

    /// The component of that type, or `nil`.
    public func component(_ type: ComponentType) -> Component? { components.first { $0.type == type } }
}
