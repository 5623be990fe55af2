public import ApusCore
public import ApusModel

/// What every ``/ApusCore/ProgramVerifier`` does.
public struct ProgramVerifierConformance: Sendable {
    private let verifier: any ProgramVerifier
    private let programs: [Identifier<Run>: SecretString]
    private let strangers: [String: SecretString]

    /// - Parameters:
    ///   - programs: a token of a program of each of these runs, that is good for the whole check.
    ///   - strangers: tokens that prove nothing, by what they are.
    public init(
        _ verifier: any ProgramVerifier, programs: [Identifier<Run>: SecretString], strangers: [String: SecretString]
    ) {
        self.verifier = verifier
        self.programs = programs
        self.strangers = strangers
    }

    /// - Throws: ``ConformanceFailure`` that says what is wrong; what the verifier throws.
    public func check() async throws {
        let known = Expectation(check: "a program's token proves its run, however often it is asked about")
        for (run, token) in programs {
            for _ in 0..<2 { try known.equal(try await verifier.run(ofBearerOf: token), run, "the run") }
        }
        let unknown = Expectation(check: "any other text proves nothing, and is no failure")
        let usual = ["nothing": "", "a word": "secret", "no JSON Web Token": "a.b.c", "signs": "\u{0}\n..."]
        let all = usual.mapValues { SecretString($0) }.merging(strangers) { _, given in given }
        for (name, token) in all {
            try unknown.equal(try await verifier.run(ofBearerOf: token), nil, "the run of \(name)")
        }
    }
}
