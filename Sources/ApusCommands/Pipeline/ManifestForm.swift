import ApusModel
import ArgumentParser

/// How manifests are written.
enum ManifestForm: String, ExpressibleByArgument, CaseIterable {
    /// A document for each object, as `kubectl apply -f -` takes them.
    case yaml
    /// One object of kind `List`.
    case json

    func text(_ manifests: [JSONValue]) throws -> String {
        switch self {
        case .yaml: try manifests.map { "---\n" + (try YAMLText.make($0)) }.joined(separator: "\n")
        case .json:
            try CanonicalJSON.prettyText(
                JSONValue.object(["apiVersion": "v1", "kind": "List", "items": .array(manifests)]))
        }
    }
}
