/// An implementation breaks a sentence of its contract.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// The sentence.
    public let check: String
    /// What was seen instead.
    public let observation: String

    public init(check: String, observation: String) {
        self.check = check
        self.observation = observation
    }

    public var description: String { "\(check): \(observation)" }
}
