public import ApusModel
public import ApusWire

/// What a ``PluginServer`` serves: answers to the requests of a host.
public protocol PluginService: Sendable {
    /// What the plugin is. Asked once for each host that greets it.
    /// - Throws: ``/ApusModel/ApusError``, which the host shows: for a library that cannot be loaded, say.
    func introduction() async throws -> PluginDescription

    /// Answers one request; others may come meanwhile, as many as the description allows. Every request may come
    /// again and has the same effect then. Cancelling the task means that the answer is no longer wanted.
    /// - Throws: ``/ApusModel/ApusError``, which reaches whoever asked the host.
    func answer(_ request: PluginRequest) async throws -> [String: JSONValue]

    /// The server calls this first, with the way to say something that nobody asked for.
    func begin(_ say: @escaping @Sendable (_ component: String, _ event: [String: JSONValue]) -> Void) async
}

extension PluginService {
    /// Says nothing by itself.
    public func begin(_ say: @escaping @Sendable (_ component: String, _ event: [String: JSONValue]) -> Void) async {}
}
