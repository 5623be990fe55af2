public import ApusModel

/// What came of really trying one part of a stack.
public struct Examination: Hashable, Sendable, Encodable {
    /// `orchestrator 'k8s'`, `service connector 'cluster'`, `server`.
    public let subject: String
    public let findings: [Finding]

    public init(subject: String, findings: [Finding]) {
        self.subject = subject
        self.findings = findings
    }
}
