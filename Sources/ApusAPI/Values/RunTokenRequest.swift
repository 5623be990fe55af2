/// Asks for a token for one run.
public struct RunTokenRequest: Hashable, Sendable, Codable {
    /// For how many seconds the token is valid, or `nil` for as long as the server usually makes it.
    public let lifetime: Int?

    public init(lifetime: Int? = nil) { self.lifetime = lifetime }
}
