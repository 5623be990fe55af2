import ApusModel

/// A number that a step measured.
public struct Metric: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    public let value: Double
    /// Where in the step's work it was measured, such as an epoch; `nil` for once.
    public let position: Int?

    public init(_ name: String, _ value: Double, at position: Int? = nil) {
        self.name = name
        self.value = value
        self.position = position
    }

    /// The line that the step's log gets.
    /// The line that the file for metrics gets; `nil` for what no line can be.
    var line: MetricLine? { MetricLine(name: name, value: value, at: position) }

    public var description: String { "metric \(name) \(value)" + (position.map { " at \($0)" } ?? "") }
}
