/// Where a run is. It only moves forward: `initializing`, `running`, perhaps `stopping`, and one of the ends.
public enum RunStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Stored, not yet taken up by a driver.
    case initializing
    case running
    /// Cancellation was asked for and is under way.
    case stopping
    /// Every step succeeded or was answered from the cache.
    case succeeded
    /// At least one step failed for good, or the run could not be driven.
    case failed
    case cancelled

    /// Whether the run is over.
    public var isFinal: Bool {
        switch self {
        case .initializing, .running, .stopping: false
        case .succeeded, .failed, .cancelled: true
        }
    }

    /// Whether a run in this status may next be in `next`. Staying is always allowed.
    public func canBecome(_ next: RunStatus) -> Bool { self == next || (!isFinal && next.rank > rank) }

    private var rank: Int {
        switch self {
        case .initializing: 0
        case .running: 1
        case .stopping: 2
        case .succeeded, .failed, .cancelled: 3
        }
    }
}
