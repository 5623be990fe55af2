import ApusModel

/// What a user wants changed about labels, variables and secrets of a component or a stack.
public struct ExtrasChange: Hashable, Sendable {
    /// Labels to set.
    public var labels: [String: String]
    /// Labels to take away.
    public var removedLabels: [String]
    /// Variables to set; an empty value takes one away.
    public var environment: [String: String]
    /// Secrets to add.
    public var secrets: [String]
    /// Secrets to take away.
    public var removedSecrets: [String]

    public init(
        labels: [String: String] = [:], removedLabels: [String] = [], environment: [String: String] = [:],
        secrets: [String] = [], removedSecrets: [String] = []
    ) {
        self.labels = labels
        self.removedLabels = removedLabels
        self.environment = environment
        self.secrets = secrets
        self.removedSecrets = removedSecrets
    }

    /// `extras` after the change.
    /// - Parameter owner: whose they are, for messages: `stack 'prod'`.
    /// - Throws: ``ApusError`` with `.notFound` when something is to be taken away that is not there.
    func applied(to extras: ComponentExtras, of owner: String) throws(ApusError) -> ComponentExtras {
        if let label = removedLabels.first(where: { extras.labels[$0] == nil }) {
            throw Self.absent("label", label, among: extras.labels.keys.sorted(), of: owner)
        }
        if let secret = removedSecrets.first(where: { !extras.secrets.contains($0) }) {
            throw Self.absent("secret", secret, among: extras.secrets, of: owner)
        }
        var extras = extras
        extras.labels.merge(labels) { _, new in new }
        for label in removedLabels { extras.labels[label] = nil }
        for (name, value) in environment { extras.environment[name] = value.isEmpty ? nil : value }
        extras.secrets += secrets.filter { !extras.secrets.contains($0) }
        extras.secrets.removeAll { removedSecrets.contains($0) }
        return extras
    }

    private static func absent(_ kind: String, _ name: String, among names: [String], of owner: String) -> ApusError {
        ApusError(
            .notFound, "\(owner) has no \(kind) '\(name)'",
            reason: names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
