/// What a person says to a program that wants to be logged in.
public struct DeviceLoginDecision: Hashable, Sendable, Codable {
    /// Whether the program is to act for the person's account from now on.
    public let grants: Bool

    public init(grants: Bool) { self.grants = grants }
}
