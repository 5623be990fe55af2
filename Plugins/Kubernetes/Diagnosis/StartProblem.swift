import ApusModel

/// What keeps a pod's container from starting, understood from a reason and a message: those of a waiting container, of
/// the condition `PodScheduled`, or of an event about the pod.
///
/// The reasons are the kubelet's (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go); of
/// what is behind them only the messages tell.
public struct StartProblem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case invalidImage
        case missingImage
        /// The registry does not give the image to whoever asks.
        case deniedImage
        /// A Secret, a ConfigMap or a claim that the pod names is not there, or has not the key: the kind and the name.
        case missingObject(String, String)
        case unschedulable
        /// Nothing that is wrong with the pod: time-outs, a registry that is away.
        case passing
        case other
    }

    public let reason: String
    public let message: String
    public let kind: Kind

    public init(reason: String, message: String?) {
        self.reason = reason
        self.message = (message ?? "").trimmed
        kind = Self.kind(of: reason, self.message)
    }

    private static func kind(of reason: String, _ message: String) -> Kind {
        let words = message.lowercased()
        if reason == "InvalidImageName" { return .invalidImage }
        if passingSigns.contains(where: words.contains) { return .passing }
        if let object = missingObject(message) { return object }
        if reason == "Unschedulable" || reason == "FailedScheduling" { return .unschedulable }
        guard ["ErrImagePull", "ImagePullBackOff", "Failed"].contains(reason), words.contains("pull") else {
            return .other
        }
        if deniedSigns.contains(where: words.contains) { return .deniedImage }
        return missingSigns.contains(where: words.contains) ? .missingImage : .other
    }

    private static func missingObject(_ message: String) -> Kind? {
        for (kind, word) in [("Secret", "secret"), ("ConfigMap", "configmap"), ("claim", "persistentvolumeclaim")] {
            if let name = message.between("\(word) \"", "\" not found") { return .missingObject(kind, name) }
        }
        for kind in ["Secret", "ConfigMap"] {
            guard message.contains("couldn't find key"), let place = message.after("in \(kind) ") else { continue }
            let name = place.split(separator: "/").last.map(String.init) ?? place
            return .missingObject(kind, name)
        }
        return nil
    }

    private static let passingSigns = [
        "timed out", "timeout", "deadline exceeded", "is reserved for", "toomanyrequests", "too many requests",
        "connection refused", "connection reset", "no such host", "server misbehaving", "bad gateway",
        "service unavailable", "internal server error", "unexpected eof",
    ]
    private static let deniedSigns = [
        "unauthorized", "authorization failed", "access denied", "authentication required", "forbidden",
        "insufficient_scope", "no basic auth credentials",
    ]
    private static let missingSigns = ["not found", "manifest unknown", "manifest_unknown", "name_unknown"]

    /// Whether an image that cannot be pulled never will be.
    public var isLastingPullProblem: Bool { kind == .missingImage || kind == .deniedImage }

    /// The reason and the message, shortened.
    public var text: String {
        [reason, message].filter { !$0.isEmpty }.joined(separator: ": ").shortened(to: 600)
    }

    /// What to do about it.
    public var hint: String? {
        switch kind {
        case .invalidImage: "correct the step's 'image'"
        case .missingImage:
            "the registry has no such image: check its name, and that the node's registry is the stack's"
        case .deniedImage:
            "give the stack's container registry credentials, or the pod 'image_pull_secrets' in its pod_settings"
        case .missingObject("Secret", let name):
            "make it: kubectl create secret generic \(name) --from-literal=KEY=VALUE"
        case .missingObject("ConfigMap", let name): "make it: kubectl create configmap \(name) --from-literal=KEY=VALUE"
        case .missingObject(_, let name): "make it, or correct the name '\(name)' in the step's pod_settings"
        case .unschedulable:
            "compare the step's resources, node_selectors and tolerations with: kubectl describe nodes"
        case .passing, .other: nil
        }
    }

    /// The text with the hint.
    public var advice: String { [text, hint].compactMap { $0 }.joined(separator: "; ") }
}
