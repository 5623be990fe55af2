public import ApusModel

/// What a host asks of a plugin. Every request may be repeated: the second time changes nothing.
public struct PluginRequest: Hashable, Sendable, Codable {
    /// Chosen by the host; the answer carries it.
    public let id: Int64
    public let call: PluginCall
    /// Which opened component it is about.
    public let component: String?
    public let arguments: [String: JSONValue]
    /// How long the host waits for the answer.
    public let seconds: Double

    public init(
        id: Int64, call: PluginCall, component: String? = nil, arguments: [String: JSONValue] = [:], seconds: Double
    ) {
        self.id = id
        self.call = call
        self.component = component
        self.arguments = arguments
        self.seconds = seconds
    }
}
