/// Where a step of a run is. Each step ends in exactly one of the final statuses.
public enum StepStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waits for its inputs, for room, or for a retry's delay.
    case pending
    /// An attempt was handed to the infrastructure.
    case launching
    /// A runner claimed the attempt.
    case running
    case succeeded
    /// Answered from an earlier run.
    case cached
    case failed
    /// Never ran, because a step before it failed or the run stopped first.
    case skipped
    /// Was stopped on request.
    case cancelled

    public var isFinal: Bool {
        switch self {
        case .pending, .launching, .running: false
        case .succeeded, .cached, .failed, .skipped, .cancelled: true
        }
    }

    /// Whether steps downstream may use the outputs.
    public var hasOutputs: Bool { self == .succeeded || self == .cached }
}
