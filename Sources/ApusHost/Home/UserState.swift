/// What a user chose on this machine.
public struct UserState: Hashable, Sendable, Codable {
    /// The active stack by name; `nil` for the default one.
    public var activeStack: String?
    /// The server that holds the store, such as `http://10.244.0.1:8237`; `nil` for this machine's own database.
    public var server: String?

    public init(activeStack: String? = nil, server: String? = nil) {
        self.activeStack = activeStack
        self.server = server
    }
}
