public import FoundationEssentials

/// One try of a step. At most one attempt per step is ever accepted.
public struct Attempt: Hashable, Sendable, Codable {
    /// Names an attempt. It is computed, so that a driver that starts again finds the attempts that it made.
    public struct Key: Hashable, Sendable, Codable, CustomStringConvertible {
        public let run: Identifier<Run>
        public let step: String
        /// Counted from 1.
        public let number: Int

        public init(run: Identifier<Run>, step: String, number: Int) {
            self.run = run
            self.step = step
            self.number = number
        }

        public var description: String { "\(run)/\(step)/\(number)" }
    }

    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        /// Handed to the infrastructure.
        case launched
        /// A runner holds it.
        case claimed
        case succeeded
        case failed

        /// Whether the attempt has ended.
        public var isFinal: Bool {
            switch self {
            case .launched, .claimed: false
            case .succeeded, .failed: true
            }
        }
    }

    public let number: Int
    public var status: Status
    /// Who claimed it: a pod's name, or a process on this machine.
    public var holder: String?
    public var launchedAt: Date
    public var claimedAt: Date?
    public var endedAt: Date?
    public var failure: AttemptFailure?
    /// What its command measured, sorted by name; `nil` for nothing.
    public var metrics: [MetricSeries]?

    public init(
        number: Int, status: Status = .launched, holder: String? = nil, launchedAt: Date, claimedAt: Date? = nil,
        endedAt: Date? = nil, failure: AttemptFailure? = nil, metrics: [MetricSeries]? = nil
    ) {
        self.number = number
        self.status = status
        self.holder = holder
        self.launchedAt = Timestamp.rounded(launchedAt)
        self.claimedAt = claimedAt.map(Timestamp.rounded)
        self.endedAt = endedAt.map(Timestamp.rounded)
        self.failure = failure
        self.metrics = metrics
    }
}
