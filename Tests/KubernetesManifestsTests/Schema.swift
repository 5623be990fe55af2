import ApusModel
import ApusWire
import FoundationEssentials
import Subprocess
import SystemPackage

/// The JSON schemas of Kubernetes releases, by the Python package `kubernetes-validate` that `Scripts/setup` installs.
enum Schema {
    /// The interpreter that has the package, or `nil` before `Scripts/setup`.
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let usual = "\(environment["HOME"] ?? "")/.cache/apus-testbed/venv/bin/python"
        let path = environment["APUS_TESTBED_VALIDATE"] ?? usual
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// What is wrong with the manifests by the schema of that release, strictly; empty when nothing is.
    static func complaints(about manifests: [JSONValue], release: String) async throws -> String {
        let program = """
            import json, sys, kubernetes_validate
            release = sys.argv[1] or kubernetes_validate.latest_version()
            for manifest in json.load(sys.stdin):
                try:
                    kubernetes_validate.validate(manifest, release, strict=True)
                except kubernetes_validate.ValidationError as error:
                    print(list(error.path), error.message)
            """
        return try await answer(of: program, release: release, to: CanonicalJSON.text(JSONValue.array(manifests)))
    }

    /// The fields of a type and of all types inside it, as `TYPE.FIELD`, by the schema of that release.
    static func fields(of types: [String], release: String) async throws -> Set<String> {
        let program = """
            import json, os, sys, kubernetes_validate
            release = sys.argv[1] or kubernetes_validate.latest_version()
            folder = os.path.join(os.path.dirname(kubernetes_validate.__file__), "kubernetes-json-schema")
            with open(os.path.join(folder, "v" + ".".join(release.split(".")[:2]) + ".0-local", "_definitions.json")) as file:
                document = json.load(file)
            known = document.get("$defs") or document.get("definitions") or document
            def references(value):
                if isinstance(value, dict):
                    if "$ref" in value: yield value["$ref"].split("/")[-1]
                    for part in value.values(): yield from references(part)
            todo, seen = json.load(sys.stdin), set()
            while todo:
                name = todo.pop()
                if name in seen: continue
                seen.add(name)
                for field, kind in known[name].get("properties", {}).items():
                    print(name.split(".")[-1] + "." + field)
                    todo += references(kind)
            """
        let roots = JSONValue.array(types.map(JSONValue.string))
        let text = try await answer(of: program, release: release, to: CanonicalJSON.text(roots))
        return Set(text.split(separator: "\n").map(String.init))
    }

    private static func answer(of program: String, release: String, to input: String) async throws -> String {
        let interpreter = FilePath(python ?? "")
        let older = interpreter.removingLastComponent().removingLastComponent().appending("kubernetes-\(release)")
        let environment: Environment = release.isEmpty ? .inherit : .inherit.updating(["PYTHONPATH": older.string])
        let result = try await run(
            .path(interpreter), arguments: ["-c", program, release], environment: environment,
            input: .fileDescriptor(StandardInput.holding(input), closeAfterSpawningProcess: true),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
        return result.standardOutput + result.standardError
    }
}
