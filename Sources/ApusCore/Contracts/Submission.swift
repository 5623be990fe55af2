/// What the infrastructure accepted.
public struct Submission: Hashable, Sendable, Codable {
    /// The infrastructure's name for the run: a Job's name, a process.
    public let handle: String
    /// One line that tells a person where to look, such as `kubectl -n zenml get pods -l run=…`.
    public let notice: String?

    public init(handle: String, notice: String? = nil) {
        self.handle = handle
        self.notice = notice
    }
}
