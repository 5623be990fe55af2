package import ApusModel
package import Yams

/// A YAML text, read with limits: a small one whose aliases repeat each other may stand for more than any memory holds.
package enum YAMLDocument {
    /// The most values in a text, enough for a pipeline of 10,000 steps.
    private static let largest = 1_000_000
    private static let deepest = 100

    /// The text's only document, or `nil` when it is empty.
    /// - Parameter name: the file's name in messages.
    /// - Throws: ``ApusError`` with `.invalidArgument` for what is not YAML or too large.
    package static func compose(_ text: String, named name: String) throws(ApusError) -> Node? {
        let composed: Node?
        do {
            composed = try Yams.compose(yaml: text)
        } catch let problem as YamlError {
            throw ApusError(.invalidArgument, "\(name) is not YAML", reason: String(describing: problem).trimmed)
        } catch {
            throw ApusError(.invalidArgument, "\(name) is not YAML", cause: error)
        }
        guard let composed, !composed.isWithin(largest, depth: deepest) else { return composed }
        throw ApusError(
            .invalidArgument, "\(name) is too large",
            reason: "with aliases written out, it has more than \(largest) values or is nested more than"
                + " \(deepest) deep", hint: "put large data into a file of the source folder")
    }
}
