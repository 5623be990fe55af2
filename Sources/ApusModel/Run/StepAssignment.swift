/// What a runner needs to run the attempt that it claimed. Made by whoever grants the claim.
public struct StepAssignment: Hashable, Sendable, Codable {
    public let attempt: Attempt.Key
    public let runName: String
    public let pipeline: String
    public let command: StepCommand
    public let environment: [String: String]
    /// Names of the secrets whose values the command sees as variables: the runner asks for them, and nothing else
    /// carries them. They lie under ``environment``.
    public let secrets: [String]
    /// The artifacts to fetch before the command starts, by input name.
    public let inputs: [String: Artifact]
    /// The outputs that the command must leave behind.
    public let outputs: [String]
    /// The absolute folder to run in; `nil` for the one where the runner was started.
    public let workingDirectory: String?
    /// Where inputs come from and outputs and logs go, without its secrets: the runner asks for these by the
    /// component's identity.
    public let artifactStore: Component

    public init(
        attempt: Attempt.Key, runName: String, pipeline: String, command: StepCommand,
        environment: [String: String] = [:], secrets: [String] = [],
        inputs: [String: Artifact] = [:], outputs: [String] = [], workingDirectory: String? = nil,
        artifactStore: Component
    ) {
        self.attempt = attempt
        self.runName = runName
        self.pipeline = pipeline
        self.command = command
        self.environment = environment
        self.secrets = secrets
        self.inputs = inputs
        self.outputs = outputs
        self.workingDirectory = workingDirectory
        self.artifactStore = artifactStore
    }
}
