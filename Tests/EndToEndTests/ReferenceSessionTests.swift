import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// What a user types who follows the page about the Kubernetes orchestrator.
@Suite("The session of the orchestrator's page", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized)
struct ReferenceSessionTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("with a service connector needs no kubeconfig once the connector is there", .timeLimit(.minutes(20)))
    func withConnector() async throws {
        try await testbed.withServer { terminal in
            var administrator = terminal
            administrator.environment["KUBECONFIG"] = testbed.kubeconfig
            try await administrator.must(
                "apus service-connector register testbed --type kubernetes --auth-method kubeconfig-context --context=apus-testbed"
            )
            try await terminal.must("apus orchestrator register k8s --flavor kubernetes")
            let resources = try await terminal.must(
                "apus service-connector list-resources --resource-type kubernetes-cluster -e")
            #expect(resources.contains("testbed") && resources.contains("kubernetes-cluster"), "\(resources)")
            let early = try await terminal.run("apus stack register cluster -o k8s -a default")
            #expect(early.status == 7 && early.talk.contains("apus orchestrator connect k8s"), "\(early)")
            try await terminal.must("apus orchestrator connect k8s --connector testbed")
            try await runOnCluster(terminal)
            let bound = try await terminal.run("apus service-connector delete testbed")
            #expect(bound.status == 4 && bound.talk.contains("k8s"), "\(bound)")
        }
    }

    @Test("with a context of the kubeconfig needs no connector", .timeLimit(.minutes(20)))
    func withContext() async throws {
        try await testbed.withServer { terminal in
            var user = terminal
            user.environment["KUBECONFIG"] = testbed.kubeconfig
            try await user.must("apus orchestrator register k8s --flavor kubernetes --kubernetes_context=apus-testbed")
            try await runOnCluster(user)
            try await user.must("apus orchestrator update k8s --kubernetes-context=no-such-context")
            let refused = try await user.run("apus stack set cluster")
            #expect(refused.status == 7 && refused.talk.contains("no-such-context"), "\(refused)")
        }
    }

    /// Registers the rest of a stack, lets the doctor look at it, runs a pipeline and switches away.
    private func runOnCluster(_ terminal: Terminal) async throws {
        try await terminal.must("apus secret create s3 --id=apus --key=planted-\(terminal.mark)")
        try await terminal.must(
            "apus artifact-store register bucket --flavor s3 --path=s3://\(testbed.variable("APUS_TESTBED_S3_BUCKET"))/\(terminal.mark)"
                + " --endpoint_url=\(testbed.variable("APUS_TESTBED_S3_ENDPOINT"))"
                + " --access_key_id={{s3.id}} --secret_access_key={{s3.key}}")
        try await terminal.must(
            "apus container-registry register images --flavor oci --uri=\(testbed.variable("APUS_TESTBED_REGISTRY"))")
        try await terminal.must("apus stack register cluster -o k8s -a bucket -c images --secret s3 --set")
        let doctor = try await terminal.run("apus doctor -o json")
        #expect(doctor.status == 0, "\(doctor)")
        for part in [
            "API server", "clock", "namespace", "may create jobs.batch", "artifact store 'bucket'",
            #""check" : "server reachable from a pod""#,
        ] {
            #expect(doctor.output.contains(part), "\(doctor)")
        }
        #expect(!doctor.output.contains("failed") && !doctor.output.contains("skipped"), "\(doctor)")
        let file = terminal.home.appending("hello.yaml")
        try Data(
            """
            name: hello
            image: apus/python:3.11
            cache: false
            steps:
              greet: {run: "echo hello from $APUS_STEP with $key; echo '{\\"a\\": 1}' > $APUS_OUTPUT_X", outputs: [x]}
              answer: {run: "cat $APUS_INPUT_X", inputs: {x: greet.x}}
            """.utf8
        ).write(to: URL(filePath: file.string))
        let run = try await terminal.run("apus pipeline run \(file)")
        try #require(run.status == 0, "\(run)")
        #expect(run.output.contains("[greet] hello from greet with ***"), "\(run)")
        #expect(run.output.contains(#"[answer] {"a": 1}"#), "\(run)")
        let id = try #require(try await RunReport(terminal).json["run"]?["id"]?.stringValue)
        let objects = try await testbed.kubectl(
            "-n zenml get jobs,pods,configmaps,events -l apus.dev/run-id=\(id) -o json", terminal)
        #expect(objects.contains("apus-step") && !objects.contains("planted-"), "a secret is in an object of the run")
        let pods = try await testbed.kubectl(
            "get pods -n zenml -l pipeline=hello,apus.dev/run-id=\(id) -o name", terminal)
        #expect(pods.split(separator: "\n").count == 3, "\(pods)")
        try await terminal.must("apus stack set default")
        #expect(try await terminal.must("apus stack get") == "default\n")
        try await terminal.must("apus stack set cluster")
    }
}
