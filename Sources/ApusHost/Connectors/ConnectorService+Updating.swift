import ApusCore
public import ApusModel
public import FoundationEssentials

extension ConnectorService {
    /// What is to be different about a connector; what is `nil` or empty stays.
    public struct Change: Sendable {
        public var name: String?
        public var authMethod: String?
        public var resourceType: ResourceType?
        public var resourceID: String?
        /// Laid over the stored options.
        public var options: [String: String] = [:]
        /// Options to forget, and `resource_id`, `description`, `expires_at`.
        public var removed: [String] = []
        /// Laid over the stored labels; one with an empty value is removed.
        public var labels: [String: String] = [:]
        public var description: String?
        public var expiresAt: Date?
        /// In seconds.
        public var expirySkewTolerance: Int?

        public init() {}

        /// Whether access may be different afterwards.
        var touchesAccess: Bool {
            authMethod != nil || resourceType != nil || resourceID != nil || !options.isEmpty || !removed.isEmpty
                || expiresAt != nil || expirySkewTolerance != nil
        }
    }

    /// Changes a connector once it has shown that it reaches its resources then, those of bound components among them.
    ///
    /// New credentials end when they say themselves, unless an end is given.
    /// - Parameter verifying: whether to contact the resources first, where access changes.
    /// - Returns: the connector, and the resources that it reaches by type (empty when not verified).
    /// - Throws: ``ApusError``; nothing is changed then.
    public func update(
        _ name: String, _ change: Change, verifying: Bool = true
    ) async throws -> (connector: Connector, resources: [ResourceListing]) {
        let old = try await connector(named: name)
        let oldSecrets = try await store.secrets(of: old.id)
        var new = old
        if let wanted = change.name { new.name = try Name.validate(wanted, as: "service connector") }
        new.labels = old.labels.merging(change.labels) { $1 }.filter { !$0.value.isEmpty }
        new.description = change.removed.contains("description") ? nil : change.description ?? old.description
        new.updatedAt = Timestamp.rounded(now())
        guard change.touchesAccess else {
            try await store.update(new, replacing: old, secrets: [:])
            return (new, [])
        }
        let type = try registry.connectorType(old.type)
        let method = try type.authMethod(change.authMethod ?? old.authMethod)
        let kept = try base(for: change, method, old, oldSecrets)
        let (plain, secrets) = try await method.stored(change.options, over: kept, of: type)
        new.authMethod = method.name
        new.configuration = plain
        new.secretOptions = secrets.keys.sorted()
        if let wanted = change.resourceType { new.resourceTypes = try type.checked(wanted) }
        let isRenewed = secrets.contains { oldSecrets[$0.key] != $0.value }
        let forgetsEnd = isRenewed || change.removed.contains("expires_at")
        new.expiresAt = change.expiresAt.map(Timestamp.rounded) ?? (forgetsEnd ? nil : old.expiresAt)
        new.expirySkewTolerance = change.expirySkewTolerance ?? old.expirySkewTolerance
        let working = try working(new, secrets: secrets)
        if isRenewed, new.expiresAt == nil { new.expiresAt = working.credentialsEnd.map(Timestamp.rounded) }
        new.resourceID = try limit(of: new, working, given: givenLimit(change, old, oldSecrets))
        try checkLimit(new.resourceID, new.resourceTypes)
        let resources = verifying ? try await listings(of: new, working) : []
        new.resourceID = canonical(new.resourceID, resources)
        try await checkUsers(of: new, resources, isVerified: verifying)
        try await store.update(new, replacing: old, secrets: secrets)
        return (new, resources)
    }

    /// Gives a connector another name; components stay bound to it.
    public func rename(_ name: String, to newName: String) async throws -> Connector {
        var change = Change()
        change.name = newName
        return try await update(name, change).connector
    }
}

extension ConnectorService {
    /// The stored options that go on, as far as the method knows them.
    private func base(
        for change: Change, _ method: ConnectorType.AuthMethod, _ old: Connector, _ secrets: [String: SecretString]
    ) throws(ApusError) -> [String: JSONValue] {
        var values = old.configuration.merging(secrets.mapValues { .string($0.revealed()) }) { $1 }
            .filter { method.schema.option($0.key) != nil }
        for name in change.removed where !["resource_id", "description", "expires_at"].contains(name) {
            let known = ConfigurationSchema.normalized(name)
            if values.removeValue(forKey: known) == nil {
                let names = values.keys.sorted()
                throw ApusError(
                    .notFound, "service connector '\(old.name)' has no option '\(name)' to remove",
                    reason: names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))",
                    hint: Spelling.closest(to: known, among: names).map { "did you mean '\($0)'?" })
            }
        }
        return values
    }

    /// The resource that a user limited the connector to; not the one that its configuration did.
    private func givenLimit(_ change: Change, _ old: Connector, _ secrets: [String: SecretString]) -> String? {
        if let wanted = change.resourceID { return wanted }
        if change.removed.contains("resource_id") { return nil }
        guard old.resourceTypes.count == 1 else { return old.resourceID }
        // A connector that can no longer be made limits nothing by its configuration.
        let sole = (try? working(old, secrets: secrets))?.soleResource(of: old.resourceTypes[0])
        return sole == old.resourceID ? nil : old.resourceID
    }

    private func checkUsers(
        of connector: Connector, _ resources: [ResourceListing], isVerified: Bool
    ) async throws {
        for component in try await store.components(of: nil) {
            guard let binding = component.connector, binding.connector == connector.id else { continue }
            let reached = resources.first { $0.resourceType == binding.resourceType }?.resources ?? []
            let isLost =
                isVerified
                ? !reached.contains(binding.resourceID)
                : !connector.resourceTypes.contains(binding.resourceType)
                    || connector.resourceID.map { $0 != binding.resourceID } ?? false
            if isLost {
                throw ApusError(
                    .inUse,
                    "the \(component.type) '\(component.name)' uses '\(binding.resourceID)' through service connector "
                        + "'\(connector.name)', which would no longer reach it",
                    reason: reached.isEmpty ? nil : "it would reach \(reached.joined(separator: ", "))",
                    hint: "register another connector and connect the \(component.type) to that: apus "
                        + "\(component.type.commandName) connect \(component.name) --connector NAME")
            }
        }
    }
}
