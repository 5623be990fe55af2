public import ApusModel

/// What became of a request.
public enum PluginResult: Hashable, Sendable {
    case success([String: JSONValue])
    case failure(WireError)
}
