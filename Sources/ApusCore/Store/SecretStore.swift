public import ApusModel

/// Keeps named secrets, which components refer to and steps see as variables. Values are kept encrypted.
public protocol SecretStore: Sendable {
    /// Stores a new secret.
    /// - Parameter values: one for each of the secret's keys.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the name is taken; the same secret again is fine.
    func create(_ secret: Secret, values: [String: SecretString]) async throws

    /// Replaces the stored secret of the same identity. `values` are laid over the stored ones; those of keys that are
    /// no longer in `secret.keys` are forgotten. The same update again changes nothing.
    /// - Parameter old: what the caller believes to be stored; `nil` replaces whatever is.
    /// - Throws: `.notFound`; `.conflict` when something else than `old` is stored; `.inUse` when a component refers to
    ///   a key that would go.
    func update(_ secret: Secret, replacing old: Secret?, values: [String: SecretString]) async throws

    /// All secrets, by name.
    func secrets() async throws -> [Secret]

    /// The secret of that name, or `nil`.
    func secret(named name: String) async throws -> Secret?

    /// The values of the secret, by key; empty for an unknown one.
    func values(of secret: Identifier<Secret>) async throws -> [String: SecretString]

    /// Removes a secret with its values.
    /// - Throws: `.notFound`; `.inUse` when components or stacks name it, naming them.
    func deleteSecret(_ id: Identifier<Secret>) async throws
}
