/// Something that is wrong with a pipeline, and where.
public struct PipelineProblem: Hashable, Sendable {
    /// The keys that lead to the place, as in a pipeline file: `["steps", "train", "inputs", "dataset"]`.
    public let path: [String]
    /// A sentence without a full stop that names the thing and the reason.
    public let message: String
    public let hint: String?

    public init(path: [String], message: String, hint: String? = nil) {
        self.path = path
        self.message = message
        self.hint = hint
    }
}
