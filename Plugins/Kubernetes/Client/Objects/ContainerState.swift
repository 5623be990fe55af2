public import FoundationEssentials

/// What a container does now
/// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states).
public enum ContainerState: Sendable, Hashable {
    /// Not started: `ContainerCreating`, `ImagePullBackOff`, `CreateContainerConfigError`, … or no reason yet.
    case waiting(reason: String?, message: String?)
    case running(since: Date?)
    case terminated(Termination)

    /// How a container ended.
    public struct Termination: Sendable, Hashable, Decodable {
        /// 128 + N when signal N killed it.
        public let exitCode: Int
        public let signal: Int?
        /// `Completed`, `Error`, `OOMKilled`, `ContainerCannotRun`, …
        public let reason: String?
        public let message: String?
        public let startedAt: Date?
        public let finishedAt: Date?

        public init(
            exitCode: Int, signal: Int? = nil, reason: String? = nil, message: String? = nil, startedAt: Date? = nil,
            finishedAt: Date? = nil
        ) {
            self.exitCode = exitCode
            self.signal = signal
            self.reason = reason
            self.message = message
            self.startedAt = startedAt
            self.finishedAt = finishedAt
        }
    }

    /// How it ended, if it did.
    public var termination: Termination? {
        if case .terminated(let termination) = self { termination } else { nil }
    }

    public var isRunning: Bool {
        if case .running = self { true } else { false }
    }

    /// Why it does not start, if it says so.
    public var waitingReason: String? {
        if case .waiting(let reason, _) = self { reason } else { nil }
    }
}

extension ContainerState: Decodable {
    private enum Key: String, CodingKey { case waiting, running, terminated }
    private struct Waiting: Decodable {
        let reason: String?
        let message: String?
    }
    private struct Running: Decodable { let startedAt: Date? }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let termination = try container.decodeIfPresent(Termination.self, forKey: .terminated) {
            self = .terminated(termination)
        } else if let running = try container.decodeIfPresent(Running.self, forKey: .running) {
            self = .running(since: running.startedAt)
        } else {
            let waiting = try container.decodeIfPresent(Waiting.self, forKey: .waiting)
            self = .waiting(reason: waiting?.reason, message: waiting?.message)
        }
    }
}
