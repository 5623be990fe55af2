package import ApusModel

/// What the calls of ``SecretStore`` and those that need secrets come to, as functions of the values that a store has:
/// one set of rules for all stores.
package enum SecretRules {
    /// Who names the secret, in words: `artifact store 'bucket'`, `stack 'prod'`.
    package static func users(of secret: String, components: [Component], stacks: [Stack]) -> [String] {
        let parts = components.filter { component in
            component.secrets.contains(secret) || component.secretReferences.values.contains { $0.secret == secret }
        }
        return parts.map(\.described) + stacks.filter { $0.secrets.contains(secret) }.map { "stack '\($0.name)'" }
    }

    /// - Throws: `.inUse` when somebody names the secret.
    package static func checkUnused(_ secret: Secret, components: [Component], stacks: [Stack]) throws(ApusError) {
        let users = users(of: secret.name, components: components, stacks: stacks)
        if !users.isEmpty { throw ApusError.inUse(secret, by: users) }
    }

    /// - Throws: `.inUse` when a component refers to a key that `new` has no longer.
    package static func checkKeys(of new: Secret, replacing old: Secret, components: [Component]) throws(ApusError) {
        for key in old.keys where !new.keys.contains(key) {
            let users = components.filter { component in
                component.secretReferences.values.contains { $0.secret == new.name && $0.key == key }
            }
            if users.isEmpty { continue }
            throw ApusError(
                .inUse,
                "the value '\(key)' of secret '\(new.name)' is used by \(users.map(\.described).joined(separator: ", "))",
                hint: "give these another value first")
        }
    }

    /// The values of the options that refer to secrets, by option name.
    /// - Parameter find: the secret of that name with its values, or `nil`.
    /// - Throws: `.notFound`.
    package static func resolve(
        _ component: Component, find: (String) throws -> (secret: Secret, values: [String: SecretString])?
    ) throws -> [String: SecretString] {
        var resolved: [String: SecretString] = [:]
        for (option, reference) in component.secretReferences {
            let user = "option '\(option)' of \(component.described)"
            guard let found = try find(reference.secret) else {
                throw ApusError.missingSecret(reference.secret, for: user)
            }
            guard let value = found.values[reference.key] else {
                throw ApusError.missingKey(reference, of: found.secret, for: user)
            }
            resolved[option] = value
        }
        return resolved
    }

    /// The values of the secrets that a planned step names, as variables.
    /// - Parameter find: the values of the secret of that name, or `nil`.
    /// - Throws: `.notFound`.
    package static func variables(
        of step: PlannedStep, find: (String) throws -> [String: SecretString]?
    ) throws -> [String: SecretString] {
        try step.secrets.reduce(into: [:]) { variables, name in
            guard let values = try find(name) else {
                throw ApusError.missingSecret(name, for: "step '\(step.name)'")
            }
            variables.merge(values) { _, later in later }
        }
    }
}

extension Component {
    /// The component in a sentence: `artifact store 'bucket'`.
    package var described: String { "\(type) '\(name)'" }
}
