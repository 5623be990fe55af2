public import ApusModel
public import ApusWire

/// Something that happened to an attempt that a plugin holds.
public struct HeldChange: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It cannot start yet. For people.
        case waiting(reason: String)
        /// Its command runs.
        case started
        /// Its command ended.
        case ended(ProcessStatus)
        /// It was lost, or could not be started after all.
        case lost(reason: String)
        /// Nothing of it runs any more.
        case gone
    }

    public let attempt: Attempt.Key
    public let kind: Kind

    public init(_ attempt: Attempt.Key, _ kind: Kind) {
        self.attempt = attempt
        self.kind = kind
    }

    /// As the host reads it.
    var json: [String: JSONValue] {
        var event: [String: JSONValue] = [
            "run": .string(attempt.run.rawValue), "step": .string(attempt.step),
            "attempt": .integer(Int64(attempt.number)),
        ]
        switch kind {
        case .waiting(let reason): event.merge(["change": "waiting", "reason": .string(reason)]) { $1 }
        case .started: event["change"] = "started"
        case .ended(.code(let code)): event.merge(["change": "ended", "exitCode": .integer(Int64(code))]) { $1 }
        case .ended(.signal(let signal)): event.merge(["change": "ended", "signal": .integer(Int64(signal))]) { $1 }
        case .lost(let reason): event.merge(["change": "ended", "reason": .string(reason)]) { $1 }
        case .gone: event["change"] = "gone"
        }
        return event
    }
}
