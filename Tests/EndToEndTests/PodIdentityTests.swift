import ApusModel
import FoundationEssentials
import Testing

@Suite(
    "Pods that prove themselves by their service accounts", .enabled(if: Testbed.current != nil, Testbed.absence),
    .serialized, .timeLimit(.minutes(20)))
struct PodIdentityTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    private static let pipeline = """
        name: proven
        image: apus/python:3.11
        steps:
          make: {run: "echo 42 > $APUS_OUTPUT_NUMBER", outputs: [number]}
          take: {run: "grep 42 $APUS_INPUT_NUMBER", inputs: {number: make.number}}
        """

    @Test("run a pipeline with no token of ours in them")
    func proven() async throws {
        try await testbed.withServer(options: "--trust-namespace zenml --trust-context apus-testbed") { terminal in
            try await testbed.registerStack(terminal)
            try await terminal.must("apus orchestrator update k8s --use_service_account_identity=true")
            let outcome = try await testbed.run(Self.pipeline, terminal)
            #expect(outcome.status == 0, "\(outcome)")
            let name = try #require(try await RunReport(terminal).json["run"]?["name"]?.stringValue)
            let secrets = try await testbed.kubectl("-n zenml get secrets -l run=\(name) -o name", terminal)
            #expect(!secrets.contains("token"), "\(secrets)")
            let text = try await testbed.kubectl("-n zenml get pods -l run=\(name) -o json", terminal)
            let pods = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))["items"]?.arrayValue ?? []
            #expect(pods.count == 3, "\(text)")
            for pod in pods {
                let variables = pod["spec"]?["containers"]?.arrayValue?.first?["env"]?.arrayValue ?? []
                let names = variables.compactMap { $0["name"]?.stringValue }
                #expect(names.contains("APUS_RUN_TOKEN_FILE") && !names.contains("APUS_RUN_TOKEN"), "\(names)")
            }
        }
    }

    @Test("are refused before anything is made where the server was not told to know them")
    func unknown() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            try await terminal.must("apus orchestrator update k8s --use_service_account_identity=true")
            let outcome = try await testbed.run(Self.pipeline, terminal)
            #expect(outcome.status != 0 && outcome.talk.contains("--trust-namespace zenml"), "\(outcome)")
            #expect(try await terminal.must("apus run list -o name").trimmed.isEmpty)
        }
    }
}
