import ApusClient
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import Logging

/// What the orchestrator pod is told by its variables.
struct PodEnvironment {
    let url: String
    /// The pod's Job.
    let job: String
    /// The Job's; `nil` where the cluster does not label pods with it.
    let jobUID: String?
    let namespace: String
    /// The pod's own name, to be found by people.
    let pod: String
    /// The Secret that the run's pods pull their images with.
    let pullSecret: String?
    /// The one thread that everything happens on: waking another one takes longer than most of what there is to do.
    let loop: HTTPEventLoop
    private let variables: [String: String]

    /// - Throws: ``ApusError`` with `.invalidArgument` when a variable is missing.
    init(_ variables: [String: String], loop: HTTPEventLoop) throws(ApusError) {
        self.loop = loop
        self.variables = variables
        pullSecret = variables["APUS_PULL_SECRET"]
        jobUID = variables["APUS_JOB_UID"].flatMap { $0.isEmpty ? nil : $0 }
        url = try Self.value("APUS_SERVER_URL", in: variables)
        job = try Self.value("APUS_JOB_NAME", in: variables)
        namespace = try Self.value("APUS_NAMESPACE", in: variables)
        pod = try Self.value("APUS_POD_NAME", in: variables)
    }

    /// By what the run's driver proves itself.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    func runToken() throws(ApusError) -> BearerToken {
        if let token = BearerToken(ofRunIn: variables) { return token }
        throw Self.missing("APUS_RUN_TOKEN")
    }

    /// By what a firing of a schedule proves itself.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    func scheduleToken() throws(ApusError) -> BearerToken {
        .text(SecretString(try Self.value("APUS_SCHEDULE_TOKEN", in: variables)))
    }

    func store(_ token: BearerToken, _ logger: Logger) throws(ApusError) -> RemoteStore {
        try RemoteStore(url: url, token: token, client: CurlHTTPClient(on: loop), logger: logger)
    }

    private static func value(_ name: String, in variables: [String: String]) throws(ApusError) -> String {
        if let value = variables[name], !value.isEmpty { return value }
        throw missing(name)
    }

    private static func missing(_ name: String) -> ApusError {
        ApusError(
            .invalidArgument, "\(name) is not set", reason: "this program is started by the Kubernetes orchestrator",
            hint: "apus pipeline run FILE")
    }
}
