import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusRunner
import FoundationEssentials

/// Asks the server that keeps the run.
struct ServerAuthority: StepAuthority {
    /// Nothing is lost yet when a claim is given up.
    private let claims: RemoteStore
    /// The step's work is lost when its report is given up.
    private let reports: RemoteStore

    /// - Throws: ``ApusError`` with `.invalidArgument` when `environment` names no server.
    init(_ environment: [String: String]) throws(ApusError) {
        guard let url = environment["APUS_SERVER_URL"], let token = BearerToken(ofRunIn: environment) else {
            throw ApusError(
                .invalidArgument, "nobody keeps the run",
                reason:
                    "neither APUS_STEP_CHANNEL nor APUS_SERVER_URL and APUS_RUN_TOKEN or APUS_RUN_TOKEN_FILE are set",
                hint: "let an orchestrator start apus-step")
        }
        let client = CurlHTTPClient()
        claims = try RemoteStore(url: url, token: token, client: client, retries: RemoteRetries(limit: .seconds(60)))
        reports = try RemoteStore(
            url: url, token: token, client: client,
            retries: RemoteRetries(limit: .seconds(900), longestPause: .seconds(10)))
    }

    func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision {
        try await claims.claim(attempt, holder: holder, at: Date(), waiting: .seconds(20))
    }

    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        try await claims.secrets(of: component)
    }

    func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString] {
        try await claims.secretVariables(of: attempt.step, in: attempt.run)
    }

    func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        try await claims.connector(of: component)
    }

    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest] {
        do {
            return try await reports.reserve(artifacts, for: attempt, at: Date())
        } catch let error as ApusError where error.code == .notFound {
            // A server of an earlier version has no reservations; of a run that is gone, the report will say so.
            return []
        }
    }

    func report(_ report: AttemptReport) async throws -> Bool { try await reports.report(report, at: Date()) }
}
