/// A number that a step measured, and where in its work.
public struct MetricPoint: Hashable, Sendable, Codable {
    /// A finite number.
    public let value: Double
    /// Where in the step's work it was measured, such as an epoch; `nil` for nowhere in particular.
    public let position: Int?

    public init(_ value: Double, at position: Int? = nil) {
        self.value = value
        self.position = position
    }
}
