import ApusModel
public import KubernetesClient
import KubernetesManifests

/// What a pod is doing, or waits for, in words.
public struct PodSituation: Sendable {
    private let pod: Pod
    private let events: [Event]

    /// - Parameter events: those about the pod, in any order.
    public init(pod: Pod, events: [Event]) {
        self.pod = pod
        self.events = events
    }

    /// A paragraph.
    public var text: String {
        let state = state
        let phrases = EventDigest(events).phrases(besides: state).map { "The" + $0.dropFirst(3) }
        return ([state] + phrases + [advice].compactMap { $0 }).map(Self.sentence).joined(separator: " ")
    }

    private var state: String {
        let place = pod.nodeName.map { " on node '\($0)'\(pod.isCutOff ? ", which does not answer," : "")" } ?? ""
        let name = "Its pod '\(pod.metadata.name)'\(place)"
        if pod.metadata.deletedAt != nil, !pod.phase.isFinal { return "\(name) is being deleted\(reason)" }
        switch pod.startingContainer?.state {
        case .running: return "\(name) runs"
        case .terminated(let termination):
            return "\(name) has ended with exit code \(termination.exitCode)\(Self.tail(termination.reason, nil))"
        case .waiting(let reason?, let message): return "\(name) waits\(Self.tail(reason, message))"
        case .waiting(nil, _), nil:
            guard let problem = pod.conditions.condition("PodScheduled")?.schedulingProblem else {
                return "\(name) is \(pod.phase.rawValue.lowercased())\(Self.tail(pod.reason, pod.message))"
            }
            return "\(name) has no node\(Self.tail(problem.reason, problem.message))"
        }
    }

    private var reason: String {
        guard let words = Disruption.text(of: pod), words != "the pod was deleted" else { return "" }
        return ": \(words)"
    }

    private var advice: String? {
        let told = pod.startingContainer?.state.problem ?? pod.conditions.condition("PodScheduled")?.schedulingProblem
        let hints =
            [told].compactMap { $0?.hint }
            + events.filter(\.isWarning).compactMap { StartProblem(reason: $0.reason, message: $0.message).hint }
        guard pod.startingContainer?.state.isRunning != true, let hint = hints.first else { return nil }
        return "What helps: \(hint)"
    }

    private static func tail(_ reason: String?, _ message: String?) -> String {
        let words = [reason, message].compactMap { $0 }.filter { !$0.isEmpty }
        return words.isEmpty ? "" : ": " + words.joined(separator: ": ")
    }

    private static func sentence(_ text: String) -> String {
        let text = text.trimmed
        return text.hasSuffix(".") ? text : text + "."
    }
}
