import ApusModel
import ApusTestKit
import Glibc
import SystemPackage
import Testing

/// Generated calls, good and bad, by the document: https://schemathesis.readthedocs.io.
@Suite(.timeLimit(.minutes(20)), .enabled(if: PythonTools.areInstalled)) struct SchemathesisTests {
    @Test func `no generated call makes the server fail, or answer what the document does not say`() async throws {
        try await withScratchFolder { folder in
            let server = try ServerProgram.start(data: folder.appending("data"))
            let (succeeded, output) = try await PythonTools.run(
                "schemathesis", "run", "\(server.url)/api/v1/openapi.json",
                "--header", "Authorization: Bearer \(try server.apiKey().revealed())",
                "--checks", Self.checks, "--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--seed", "1",
                "--continue-on-failure", "--warnings", "off", "--request-timeout", "20",
                in: folder)
            #expect(succeeded, "\(output)")
            #expect(try server.end(SIGTERM) == 0)
        }
    }

    /// What can be said of each call by itself. That all calls which the schemas allow succeed cannot be: they may still
    /// break a rule between things, such as a stack whose component is not there.
    private static let checks = [
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
        "response_schema_conformance", "unsupported_method", "ignored_auth", "negative_data_rejection",
        "allow_header_conformance",
    ].joined(separator: ",")
}
