import ApusModel
import ApusOpenAPI
import ArgumentParser
import SystemPackage

/// Prints what a server of this version answers at `/api/v1/openapi.json`.
struct DocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the description of the REST interface by OpenAPI 3.1.")

    func run() throws {
        let text = try CanonicalJSON.prettyText(OpenAPIDocument.make())
        _ = try FileDescriptor.standardOutput.writeAll("\(text)\n".utf8)
    }
}
