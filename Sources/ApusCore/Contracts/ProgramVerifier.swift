public import ApusModel

/// Knows the programs of runs by a token that their infrastructure gave them, so that they need none of the server's.
///
/// Safe to call from any task. Whoever calls it keeps the answer for a minute or so: what proves a program today may end
/// with its pod.
public protocol ProgramVerifier: Sendable {
    /// The run that the bearer of `token` is a program of.
    ///
    /// It is called with whatever strangers send, so what is plainly no such token costs nothing.
    /// - Returns: `nil` for a token that proves nothing: another's, one for somebody else, one that has ended, or that of
    ///   a program of no run.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when the infrastructure cannot be asked, and with
    ///   `.forbidden` or `.unauthorized` when it does not answer this verifier.
    func run(ofBearerOf token: SecretString) async throws -> Identifier<Run>?
}
