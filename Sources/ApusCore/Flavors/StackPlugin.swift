/// Supplies flavors and connector types.
///
/// The host calls ``register(into:)`` once at start, before any command runs; it must neither block nor contact
/// anything.
public protocol StackPlugin: Sendable {
    static var manifest: PluginManifest { get }
    /// Adds everything that the plugin supplies.
    /// - Throws: the registry's error when a name is taken; the host then starts without this plugin's later flavors
    ///   and says so.
    func register(into registry: inout FlavorRegistry) throws
}
