public import ApusModel

/// The run of a firing, with a token for the programs that drive and run it. Encoding reveals the token.
public struct FiredRun: Hashable, Sendable, Codable {
    public let run: Run
    /// `nil` when the run is over: nothing needs one.
    public let token: RunToken?

    public init(run: Run, token: RunToken?) {
        self.run = run
        self.token = token
    }
}
