public import ApusModel

/// What a user wants changed about a stack; what is not named stays.
public struct StackChange: Hashable, Sendable {
    /// Names of the components to put in, in the place of those of their types.
    public var components: [ComponentType: String]
    /// The types whose components are taken out.
    public var removedTypes: [ComponentType]
    public var extras: ExtrasChange

    public init(
        components: [ComponentType: String] = [:], removedTypes: [ComponentType] = [],
        extras: ExtrasChange = ExtrasChange()
    ) {
        self.components = components
        self.removedTypes = removedTypes
        self.extras = extras
    }
}
