public import ApusAPI
public import ApusModel

extension RemoteStore {
    /// What the server says about itself. Tells whether it is there and accepts the credentials.
    public func info() async throws -> ServerInfo {
        try await server.answer(RemoteCall(.info))
    }

    /// A token that can touch `run` only.
    /// - Parameter lifetime: how long it is valid, in whole seconds; `nil` for as long as the server usually makes it
    ///   (24 hours, unless configured).
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown run, `.invalidArgument` for a lifetime that
    ///   the
    ///   server does not give.
    public func runToken(for run: Identifier<Run>, lifetime: Duration? = nil) async throws -> SecretString {
        let request = RunTokenRequest(lifetime: lifetime.map { Int($0.components.seconds) })
        return try await server.answer(RemoteCall(.makeRunToken, run.rawValue, body: request), as: RunToken.self).token
    }
}
