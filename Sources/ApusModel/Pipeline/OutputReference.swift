/// Names an output of a step: `load.dataset`.
public struct OutputReference: Hashable, Sendable, Codable, CustomStringConvertible {
    public let step: String
    public let output: String

    public init(step: String, output: String) {
        self.step = step
        self.output = output
    }

    public var description: String { "\(step).\(output)" }
}
