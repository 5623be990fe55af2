import ApusCore
import ApusModel
import KubernetesManifests
import Testing

@testable import KubernetesPlugin

@Suite("Options about this machine")
struct LocalOptionTests {
    @Test(
        "decide what is said of a server at an address of this machine alone",
        arguments: [
            ([:], "http://127.0.0.1:8237", .error), (["local": true], "http://localhost:8237", .warning),
            (["skip_local_validations": true], "http://127.0.0.1:8237", nil),
            (["local": true, "skip_local_validations": true], "http://127.0.0.1:8237", nil),
            (["local": true], "http://10.244.0.1:8237", nil),
        ] as [([String: JSONValue], String, Diagnostic.Severity?)])
    func loopback(options: [String: JSONValue], url: String, severity: Diagnostic.Severity?) async throws {
        let server = RunEnvironment.Server(url: url) { _ in
            SecretString("t0ken")
        } scheduleToken: { _ in
            SecretString("t0ken")
        }
        let run = ScriptedCluster.run(options, server: server)
        let found = try await ScriptedCluster().orchestrator(options).diagnose(run.plan, in: run.environment)
        let about = found.filter { $0.summary.contains("cannot reach the server") }
        #expect(about.map(\.severity) == [severity].compactMap { $0 })
    }

    @Test("that ZenML has and that change nothing here are accepted, and say why")
    func unused() throws {
        let options = try KubernetesOrchestratorConfiguration(["always_build_pipeline_image": true], of: "a test")
        #expect(options.alwaysBuildPipelineImage == true)
        let declared = KubernetesOrchestratorConfiguration.schema.options.first {
            $0.name == "always_build_pipeline_image"
        }
        #expect(declared?.deprecated?.contains("the pipeline's image") == true)
    }
}
