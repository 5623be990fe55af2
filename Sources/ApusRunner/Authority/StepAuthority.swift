public import ApusCore
public import ApusModel

/// What a step runner asks of whoever keeps the run: the server, or the process that started the runner.
public protocol StepAuthority: Sendable {
    /// Takes the attempt for `holder`. Called first, and again by the same holder when an answer was lost.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when nobody answers.
    func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision

    /// The variables that the secrets of the attempt's step make.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for a secret that is not there, `.unavailable` when nobody
    ///   answers.
    func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString]

    /// The values of the component's secret options, and of those that refer to stored secrets.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when nobody answers.
    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString]

    /// The service connector that the component is bound to, with the values of its secret options.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when it is bound to none, `.unavailable` when nobody answers.
    func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString])

    /// Says which artifacts the attempt is about to keep, before it looks whether the artifact store has them.
    /// - Returns: what is being deleted; when there is any, nothing is reserved, and this is to be asked again.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when nobody answers.
    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest]

    /// Says how the attempt ended. The same report again is answered in the same way.
    /// - Returns: whether it counts; `false` when the attempt is no longer wanted.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when nobody answers.
    func report(_ report: AttemptReport) async throws -> Bool
}
