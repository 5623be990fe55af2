import ApusCore
import ApusModel
import FoundationEssentials

/// The contents of a store in memory.
struct StoredMetadata: Sendable {
    var components: [Identifier<Component>: Component] = [:]
    var componentSecrets: [Identifier<Component>: [String: SecretString]] = [:]
    var connectors: [Identifier<Connector>: Connector] = [:]
    var connectorSecrets: [Identifier<Connector>: [String: SecretString]] = [:]
    var secrets: [Identifier<Secret>: Secret] = [:]
    var secretValues: [Identifier<Secret>: [String: SecretString]] = [:]
    var stacks: [Identifier<Stack>: Stack] = [:]
    var schedules: [Identifier<Schedule>: (schedule: Schedule, plan: RunPlan)] = [:]
    var runs: [Identifier<Run>: StoredRun] = [:]
    /// With who deletes it, and until when that is theirs.
    var condemned: [CondemnedContent: (holder: String, until: Date)?] = [:]
    var accounts: [Identifier<Account>: Account] = [:]
    var passwords: [Identifier<Account>: PasswordHash] = [:]
    var apiKeys: [Identifier<APIKey>: (key: APIKey, digest: ContentDigest)] = [:]
    var logins: [Identifier<LoginSession>: (login: LoginSession, digest: ContentDigest)] = [:]

    init(_ initial: (stack: Stack, components: [Component])) {
        stacks = [initial.stack.id: initial.stack]
        components = Dictionary(uniqueKeysWithValues: initial.components.map { ($0.id, $0) })
    }

    func secret(named name: String) -> (secret: Secret, values: [String: SecretString])? {
        secrets.values.first { $0.name == name }.map { ($0, secretValues[$0.id] ?? [:]) }
    }

    func run(_ id: Identifier<Run>) throws(ApusError) -> StoredRun {
        guard let stored = runs[id] else { throw .missing("run", id) }
        return stored
    }
}
