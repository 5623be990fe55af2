import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Testing

@Suite("Trying an object")
struct DryRunTests {
    private let job: JSONValue = ["apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "j"]]

    @Test("asks the server to keep nothing, and to refuse unknown fields")
    func asks() async throws {
        let http = Script.client(.json(201, job))
        try await KubernetesClient(http).tryCreating(job, as: .jobs, in: "ns")
        let request = try #require(http.exchanges.first?.request)
        #expect(request.method == .post)
        #expect(request.target.hasPrefix("/apis/batch/v1/namespaces/ns/jobs?"))
        #expect(request.query("dryRun") == "All")
        #expect(request.query("fieldValidation") == "Strict")
    }

    @Test("tells why the server refuses it")
    func refused() async throws {
        let http = Script.client(.failure(422, "Invalid", "spec.template: Required value"))
        let error = await #expect(throws: ApusError.self) {
            try await KubernetesClient(http).tryCreating(job, as: .jobs, in: "ns")
        }
        #expect(error?.code == .rejected)
        #expect(error?.reason == "spec.template: Required value")
    }
}
