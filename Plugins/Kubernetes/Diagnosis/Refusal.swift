import ApusModel

/// Why the cluster does not make an object, understood from its words: those of the API server to whoever asked, or
/// those of the Job controller in an event `FailedCreate`.
///
/// The API has no codes for these reasons, only texts
/// (https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/).
public struct Refusal: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A quota is used up, or not yet computed.
        case quota
        /// A quota wants every pod to say what it needs.
        case missingResources
        /// A range of allowed resources does not hold it.
        case limitRange
        /// An admission webhook or policy denied it.
        case denied(by: String)
        /// An admission webhook did not answer.
        case unanswered(by: String)
        case podSecurity
        case missingServiceAccount(String)
        case missingClass
        case endingNamespace
        case invalid
        case other
    }

    public let kind: Kind
    /// The cluster's words without what is said of every object.
    public let message: String

    public init(_ text: String) {
        let words = text.after("Error creating: ") ?? text
        message = (words.after("is forbidden: ") ?? words).trimmed
        kind = Self.kind(of: words)
    }

    private static func kind(of words: String) -> Kind {
        if let name = words.between("admission webhook \"", "\" denied") { return .denied(by: name) }
        if let name = words.between("ValidatingAdmissionPolicy '", "' with binding") { return .denied(by: name) }
        if let name = words.between("failed calling webhook \"", "\"") { return .unanswered(by: name) }
        if let account = words.between("serviceaccount \"", "\" not found") { return .missingServiceAccount(account) }
        return signs.first { sign, _ in words.contains(sign) }?.kind ?? .other
    }

    private static let signs: [(sign: String, kind: Kind)] = [
        ("exceeded quota: ", .quota), ("status unknown for quota", .quota),
        // Two requests changed its count at once.
        ("on resourcequotas", .quota), ("insufficient quota to match these scopes", .quota),
        ("must specify", .missingResources), ("violates PodSecurity", .podSecurity),
        ("any pod security policy", .podSecurity), ("no PriorityClass with name", .missingClass),
        ("RuntimeClass", .missingClass), ("because it is being terminated", .endingNamespace),
        (" usage per ", .limitRange), ("limit to request ratio", .limitRange), ("is invalid: ", .invalid),
    ]

    /// Whether asking again can help, with nothing of the run changed.
    public var mayPass: Bool {
        switch kind {
        case .quota, .unanswered, .other: true
        case .missingResources, .limitRange, .denied, .podSecurity, .missingServiceAccount, .missingClass,
            .endingNamespace, .invalid:
            false
        }
    }

    /// A phrase that goes on from `waiting` or `the cluster refuses`.
    public var text: String {
        let words = message.shortened(to: 600)
        return switch kind {
        case .quota: "quota " + (words.after("exceeded quota: ") ?? words)
        case .denied(let name):
            "admission webhook or policy '\(name)' denied it: "
                + (words.after("denied the request: ") ?? words.after("denied request: ") ?? words)
        case .unanswered(let name): "admission webhook '\(name)' does not answer: \(words)"
        case .missingServiceAccount(let account): "there is no service account '\(account)'"
        case .podSecurity, .missingResources, .limitRange, .missingClass, .endingNamespace, .invalid, .other: words
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch kind {
        case .quota: "raise the quota, or wait for others to end; see: kubectl describe resourcequota"
        case .missingResources: "give the step 'resources: {cpu: …, memory: …}' in its settings"
        case .limitRange: "change the step's 'resources'; see: kubectl describe limitrange"
        case .podSecurity:
            "set 'pod_settings: {container_security_context: {run_as_non_root: true}}', or use another namespace"
        case .missingServiceAccount(let account):
            "kubectl create serviceaccount \(account), or set step_pod_service_account_name"
        case .missingClass: "name one that exists: kubectl get priorityclasses,runtimeclasses"
        case .unanswered: "see whether the webhook's service runs"
        case .denied, .endingNamespace, .invalid, .other: nil
        }
    }

    /// The text with the hint.
    public var advice: String { [text, hint].compactMap { $0 }.joined(separator: "; ") }
}
