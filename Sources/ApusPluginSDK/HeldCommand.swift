public import ApusModel

/// The command that runs an attempt. It claims the attempt, runs the step and reports by itself.
public struct HeldCommand: Hashable, Sendable {
    /// The program's path first.
    public let arguments: [String]
    /// All that it needs; it must have these variables unchanged.
    public let environment: [String: String]
    /// The image that the step wants, pinned; `nil` where no containers are used.
    public let image: String?
    /// The orchestrator's options for this step, after merging component, pipeline and step.
    public let settings: [String: JSONValue]

    public init(arguments: [String], environment: [String: String], image: String?, settings: [String: JSONValue]) {
        self.arguments = arguments
        self.environment = environment
        self.image = image
        self.settings = settings
    }
}
