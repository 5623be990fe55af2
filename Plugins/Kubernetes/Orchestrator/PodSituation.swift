import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

/// What a pod is doing, or waits for, in words.
struct PodSituation {
    let pod: Pod
    /// Those about the pod, in any order.
    let events: [Event]

    var text: String { ([state] + warnings).map(Self.sentence).joined(separator: " ") }

    private var state: String {
        let place = pod.nodeName.map { " on node '\($0)'" } ?? ""
        let name = "Its pod '\(pod.metadata.name)'\(place)"
        switch pod.container(MainContainer.name)?.state {
        case .running: return "\(name) runs"
        case .terminated(let termination):
            return "\(name) has ended with exit code \(termination.exitCode)\(Self.tail(termination.reason, nil))"
        case .waiting(let reason?, let message): return "\(name) waits\(Self.tail(reason, message))"
        case .waiting(nil, _), nil:
            guard let condition = pod.conditions.condition("PodScheduled"), condition.status == "False" else {
                return "\(name) is \(pod.phase.rawValue.lowercased())\(Self.tail(pod.reason, pod.message))"
            }
            return "\(name) has no node\(Self.tail(condition.reason, condition.message))"
        }
    }

    private static func tail(_ reason: String?, _ message: String?) -> String {
        let words = [reason, message].compactMap { $0 }.filter { !$0.isEmpty }
        return words.isEmpty ? "" : ": " + words.joined(separator: ": ")
    }

    private static func sentence(_ text: String) -> String {
        let text = text.trimmed
        return text.hasSuffix(".") ? text : text + "."
    }

    private static let shownWarnings = 3

    private var warnings: [String] {
        let newest = events.filter(\.isWarning).sorted {
            ($0.lastSeenAt ?? .distantPast) > ($1.lastSeenAt ?? .distantPast)
        }
        return newest.prefix(Self.shownWarnings).map { event in
            let times = event.count > 1 ? " (\(event.count) times)" : ""
            return "The cluster says \(event.reason)\(times): \(event.message)"
        }
    }
}
