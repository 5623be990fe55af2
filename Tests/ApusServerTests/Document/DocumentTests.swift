import ApusAPI
import ApusHTTP
import ApusModel
import ApusOpenAPI
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite struct DocumentTests {
    @Test func `every route has an operation of its own`() throws {
        let paths = try #require(try OpenAPIDocument.make()["paths"]?.objectValue)
        let operations = paths.flatMap { template, path in
            (path.objectValue ?? [:]).map { method, operation in
                (route: "\(method.uppercased()) \(template)", id: operation["operationId"]?.stringValue)
            }
        }
        #expect(operations.map(\.route).sorted() == Route.all.map { "\($0.method.rawValue) \($0.template)" }.sorted())
        #expect(Set(operations.map(\.id)).count == operations.count)
    }

    @Test func `the server answers it to everybody`() async throws {
        let document = try OpenAPIDocument.make()
        try await withServer { server in
            let response = try await server.send(.get, "/api/v1/openapi.json", token: nil)
            #expect(response.status == 200)
            #expect(try CanonicalJSON.decode(JSONValue.self, from: response.body) == document)
        }
    }

    @Test(.enabled(if: PythonTools.areInstalled)) func `it is a document of OpenAPI 3.1`() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("openapi.json")
            try CanonicalJSON.encode(OpenAPIDocument.make()).write(to: URL(filePath: file.string))
            let (succeeded, output) = try await PythonTools.run(
                "openapi-spec-validator", "--subschema-errors", "all", file.string)
            #expect(succeeded, "\(output)")
        }
    }

    @Test(arguments: [
        ("Run", ["createdAt", "id", "name", "pipeline", "stack", "status"]),
        ("ProblemDetails", ["code", "detail", "status", "title"]),
        ("ListingOfStack", ["items"]), ("Attempt", ["launchedAt", "number", "status"]),
    ])
    func `a type has the members that it reads, and needs those that it cannot do without`(
        name: String, needed: [String]
    ) throws {
        let schema = try OpenAPIDocument.make()["components"]?["schemas"]?[name]
        #expect(schema?["required"]?.arrayValue?.compactMap(\.stringValue) == needed)
    }

    @Test(arguments: [
        (#"{"succeeded": {"outputs": {}}}"#, true), (#"{"failed": {"_0": {"kind": "command", "message": "m"}}}"#, true),
        (#"{"failed": {"_0": {"kind": "odd", "message": "m"}}}"#, false), (#"{"succeeded": {}}"#, false), ("{}", false),
    ])
    func `an enumeration whose cases carry values is read by its schema`(text: String, fits: Bool) throws {
        let document = try OpenAPIDocument.make()
        let value = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))
        let schema: JSONValue = ["$ref": "#/components/schemas/AttemptReport.Outcome"]
        #expect(SchemaCheck(document: document).complaints(value, schema).isEmpty == fits)
        let isRead = (try? CanonicalJSON.decode(AttemptReport.Outcome.self, from: Data(text.utf8))) != nil
        #expect(isRead == fits)
    }
}
