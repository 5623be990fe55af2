/// What requests to a registry are for.
struct RegistryCall: Sendable {
    /// For messages: `pushing 'x'`.
    let action: String
    let scopes: Set<RepositoryScope>

    init(_ action: String, _ scopes: Set<RepositoryScope> = []) {
        self.action = action
        self.scopes = scopes
    }

    var isPush: Bool { scopes.contains(where: \.canPush) }
}
