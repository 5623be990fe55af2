/// How a run is to be repeated.
public struct RunAgain: Hashable, Sendable, Codable {
    /// Whether steps that succeeded are taken over, as `apus run resume` does; else all run, as after `apus run retry`.
    public let keepsSucceeded: Bool

    public init(keepsSucceeded: Bool) { self.keepsSucceeded = keepsSucceeded }
}
