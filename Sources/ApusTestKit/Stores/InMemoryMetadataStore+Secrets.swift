import ApusCore
public import ApusModel

extension InMemoryMetadataStore {
    public func create(_ secret: Secret, values: [String: SecretString]) async throws {
        try access { state in
            if state.secrets[secret.id] == secret { return }
            if state.secrets.values.contains(where: { $0.id == secret.id || $0.name == secret.name }) {
                throw ApusError.taken(secret)
            }
            state.secrets[secret.id] = secret
            state.secretValues[secret.id] = values
        }
    }

    public func update(_ secret: Secret, replacing old: Secret?, values: [String: SecretString]) async throws {
        try access { state in
            guard let stored = state.secrets[secret.id] else { throw ApusError.missing("secret", secret.id) }
            let decision = try Replacement.decide(stored, new: secret, old: old, thing: "secret '\(stored.name)'")
            if decision == .keepAsIs { return }
            try SecretRules.checkKeys(of: secret, replacing: stored, components: state.sortedComponents)
            state.secrets[secret.id] = secret
            state.secretValues[secret.id] = updatedSecrets(
                state.secretValues[secret.id] ?? [:], with: values, keeping: secret.keys)
        }
    }

    public func secrets() async throws -> [Secret] {
        try access { state in state.secrets.values.sorted { $0.name < $1.name } }
    }

    public func secret(named name: String) async throws -> Secret? {
        try access { state in state.secret(named: name)?.secret }
    }

    public func values(of secret: Identifier<Secret>) async throws -> [String: SecretString] {
        try access { state in state.secretValues[secret] ?? [:] }
    }

    public func deleteSecret(_ id: Identifier<Secret>) async throws {
        try access { state in
            guard let secret = state.secrets[id] else { throw ApusError.missing("secret", id) }
            try SecretRules.checkUnused(
                secret, components: state.sortedComponents, stacks: state.stacks.values.sorted { $0.name < $1.name })
            state.secrets[id] = nil
            state.secretValues[id] = nil
        }
    }

    public func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString] {
        try access { state in
            let stored = try state.run(run)
            let planned = stored.plan.steps[try stored.position(step)]
            return try SecretRules.variables(of: planned) { state.secret(named: $0)?.values }
        }
    }
}

extension StoredMetadata {
    fileprivate var sortedComponents: [Component] {
        components.values.sorted { ($0.type, $0.name) < ($1.type, $1.name) }
    }
}
