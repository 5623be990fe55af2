import FoundationEssentials
import Subprocess
import SystemPackage

/// The JSON schemas of Kubernetes releases, by the Python package `kubernetes-validate` that `Scripts/setup` installs.
enum Schema {
    /// The interpreter that has the package, or `nil` before `Scripts/setup`.
    static let python = ProcessInfo.processInfo.environment["APUS_TESTBED_VALIDATE"]

    /// What is wrong with the manifest by the schema of that release, strictly; empty when nothing is.
    static func complaints(about manifest: String, release: String) async throws -> String {
        let program = """
            import json, sys, kubernetes_validate
            try:
                kubernetes_validate.validate(json.load(sys.stdin), sys.argv[1] or kubernetes_validate.latest_version(), strict=True)
            except kubernetes_validate.ValidationError as error:
                print(error.message)
            """
        let result = try await run(
            .path(FilePath(python ?? "")), arguments: ["-c", program, release], input: .string(manifest), output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16))
        return result.standardOutput + result.standardError
    }
}
