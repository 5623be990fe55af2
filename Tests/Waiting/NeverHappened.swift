/// What a test waited for in vain.
public struct NeverHappened: Error, CustomStringConvertible {
    public let what: String
    /// What was there instead.
    public let state: String

    public var description: String { "waited for \(what)\(state.isEmpty ? "" : ", saw: \(state)")" }
}
