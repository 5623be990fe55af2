/// A plugin does something else than the protocol says.
public struct PluginFailure: Error, CustomStringConvertible {
    /// What was seen.
    public let description: String

    init(_ description: String) { self.description = description }
}
