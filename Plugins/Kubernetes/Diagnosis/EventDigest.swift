import ApusModel
import FoundationEssentials
public import KubernetesClient

/// The events about an object that say why something is as it is, newest first.
public struct EventDigest: Sendable {
    private let events: [Event]

    /// - Parameter events: all those about the object, in any order.
    public init(_ events: [Event]) {
        self.events = events.filter { Self.matters($0) }.sorted {
            ($0.lastSeenAt ?? .distantPast, $0.reason) > ($1.lastSeenAt ?? .distantPast, $1.reason)
        }
    }

    /// The cluster's words, one phrase an event, without those that `told` has already.
    public func phrases(besides told: String = "", limit: Int = 3) -> [String] {
        var phrases: [String] = []
        var seen = told
        for event in events where phrases.count < limit && !seen.contains(event.message.trimmed) {
            let times = event.count > 1 ? " (\(event.count) times)" : ""
            phrases.append("the cluster says \(event.reason)\(times): \(event.message.trimmed.shortened(to: 400))")
            seen += event.message
        }
        return phrases
    }

    private static func matters(_ event: Event) -> Bool {
        event.isWarning ? !commonWarnings.contains(event.reason) : tellingReasons.contains(event.reason)
    }

    /// Warnings about how a cluster is set up, which every pod of it gets.
    private static let commonWarnings: Set<String> = ["MissingClusterDNS", "DNSConfigForming"]
    /// Events of type `Normal` that tell of an end, or of an autoscaler's answer.
    private static let tellingReasons: Set<String> = [
        "Preempted", "TaintManagerEviction", "Evicted", "NotTriggerScaleUp",
    ]
}
