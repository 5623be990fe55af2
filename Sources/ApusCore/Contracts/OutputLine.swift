/// A line that a run printed.
public struct OutputLine: Hashable, Sendable, Codable {
    /// The step that printed it, or `nil` for the run's driver.
    public let step: String?
    /// Without its line end.
    public let text: String

    public init(step: String?, text: String) {
        self.step = step
        self.text = text
    }
}
