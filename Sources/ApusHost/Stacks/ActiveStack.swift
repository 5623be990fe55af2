import ApusModel
public import SystemPackage

/// Which stack is active, and who said so.
public struct ActiveStack: Hashable, Sendable, Encodable {
    public enum Source: String, Hashable, Sendable, Encodable {
        /// The environment variable `APUS_STACK`.
        case environment
        /// `apus stack set` in a project.
        case project
        /// `apus stack set` elsewhere.
        case user
        /// Nobody chose.
        case `default`
    }

    public let name: String
    public let source: Source
    /// Who said so, in words: `APUS_STACK`, `the project in /home/me/digits`.
    public let origin: String

    /// Environment before project before user before the default.
    /// - Parameter project: the project around the current folder and what is chosen for it.
    public init(environment: [String: String], project: (folder: FilePath, state: Project.State)?, user: UserState) {
        if let given = environment["APUS_STACK"], !given.isEmpty {
            (name, source, origin) = (given, .environment, "the environment variable APUS_STACK")
        } else if let project, let chosen = project.state.activeStack {
            (name, source, origin) = (chosen, .project, "the project in \(project.folder)")
        } else if let chosen = user.activeStack {
            (name, source, origin) = (chosen, .user, "the user")
        } else {
            (name, source, origin) = (Stack.defaultName, .default, "nobody")
        }
    }
}
