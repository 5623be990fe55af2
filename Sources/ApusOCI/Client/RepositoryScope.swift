/// What may be done with a repository, in the words of token servers
/// (https://distribution.github.io/distribution/spec/auth/scope).
struct RepositoryScope: Hashable, Sendable, CustomStringConvertible {
    let repository: String
    let canPush: Bool

    static func pull(_ repository: String) -> Self { Self(repository: repository, canPush: false) }
    static func push(_ repository: String) -> Self { Self(repository: repository, canPush: true) }

    var description: String { "repository:\(repository):\(canPush ? "pull,push" : "pull")" }
}
