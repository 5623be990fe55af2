/// A line that a run printed.
public struct OutputLine: Hashable, Sendable, Codable {
    /// The step that printed it, or `nil` for the run's driver.
    public let step: String?
    /// Without its line end.
    public let text: String

    /// What a step's runner in a container prints to standard output and to standard error once nothing more comes by
    /// either, so that readers of the container's log need not wait until the container is gone.
    public static let end = "\u{1e}apus-step: the command has ended"

    public init(step: String?, text: String) {
        self.step = step
        self.text = text
    }
}
