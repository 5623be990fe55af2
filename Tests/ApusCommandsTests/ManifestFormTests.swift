import ApusCore
import ApusModel
import ArgumentParser
import Testing

@testable import ApusCommands

@Suite("Manifests on a terminal")
struct ManifestFormTests {
    private let manifests: [JSONValue] = [
        ["apiVersion": "v1", "kind": "Secret", "stringData": ["token": "***"]],
        ["apiVersion": "batch/v1", "kind": "Job", "spec": ["backoffLimit": 0, "note": "true"]],
    ]

    @Test("are a YAML document each, with texts that look like other kinds in quotes")
    func yaml() throws {
        #expect(
            try ManifestForm.yaml.text(manifests) == """
                ---
                apiVersion: v1
                kind: Secret
                stringData:
                  token: '***'
                ---
                apiVersion: batch/v1
                kind: Job
                spec:
                  backoffLimit: 0
                  note: 'true'
                """)
    }

    @Test("are one list in JSON")
    func json() throws {
        let text = try ManifestForm.json.text(manifests)
        let list = try CanonicalJSON.decode(JSONValue.self, from: .init(text.utf8))
        #expect(list == ["apiVersion": "v1", "kind": "List", "items": .array(manifests)])
    }

    @Test("are refused as a whole when the cluster refuses one")
    func refused() throws {
        let options = try PreviewOptions.parse(["--server-dry-run"])
        let job = PreviewedObject(manifest: manifests[1], answer: .refused("no such field"))
        #expect(throws: ApusError(.rejected, "")) { try options.show([job]) }
        try options.show([PreviewedObject(manifest: manifests[0], answer: .exists)])
    }

    @Test("take a form only where manifests are printed")
    func forms() throws {
        #expect(throws: (any Error).self) { try PreviewOptions.parse(["-o", "json"]) }
        #expect(try PreviewOptions.parse(["--dry-run", "-o", "json"]).output == .json)
        #expect(try !PreviewOptions.parse([]).isWanted)
    }
}
