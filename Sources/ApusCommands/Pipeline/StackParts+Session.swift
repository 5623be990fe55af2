import ApusCore
import ApusHost
import ApusModel
import ApusRunner

extension StackParts {
    init(_ stack: ResolvedStack, _ session: Session) async throws {
        try await self.init(stack.components, of: "stack '\(stack.stack.name)'", session)
    }

    /// - Parameter owner: whose components they are, for messages.
    init(_ components: [Component], of owner: String, _ session: Session) async throws {
        try await self.init(components, of: owner, registry: session.registry, factory: session.factory)
    }

    /// What surrounds a run on these components.
    func environment(_ session: Session) async throws -> RunEnvironment {
        let logs = StepLogs(store: artifactStore)
        return environment(
            store: session.store, server: try await Self.server(session), programs: Programs.folder
        ) { attempt in
            try await logs.lines(of: attempt).reduce(into: []) { lines, line in
                lines.append(OutputLine(step: attempt.step, text: line.text))
            }
        }
    }

    private static func server(_ session: Session) async throws -> RunEnvironment.Server? {
        guard let url = session.state.server else { return nil }
        let connection = try ServerConnection(url: url, session: session)
        return RunEnvironment.Server(
            url: try await connection.urlForPrograms(), verifiesPrograms: { try await connection.verifiesPrograms() },
            runToken: { try await connection.runToken(for: $0) },
            scheduleToken: { try await connection.scheduleToken(for: $0) })
    }
}
