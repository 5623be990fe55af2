import ApusModel
import Yams

/// A file with options of the program, in YAML: names without dashes, `true` for what takes no value, a list for what may
/// be given several times.
enum OptionsFile {
    /// What the command line would say in place of the file.
    /// - Parameter path: names the file in messages.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` for a file that says something else.
    static func words(_ text: String, of path: String) throws(ApusError) -> [String] {
        let document: Node?
        do {
            document = try Yams.compose(yaml: text)
        } catch {
            throw ApusError(
                .invalidConfiguration, "the file '\(path)' is no YAML", reason: "\(error)",
                hint: "write an option on a line: port: 8237")
        }
        guard let document else { return [] }
        guard let options = document.mapping else {
            throw ApusError(
                .invalidConfiguration, "the file '\(path)' has no options", reason: "it is no list of names and values",
                hint: "write an option on a line: port: 8237")
        }
        var words: [String] = []
        for (key, value) in options {
            let name = "--" + (key.string ?? "").replacing("_", with: "-")
            for element in value.sequence.map(Array.init) ?? [value] {
                switch element.string {
                case "true": words.append(name)
                case "false": continue
                case let text?: words += [name, text]
                case nil:
                    throw ApusError(
                        .invalidConfiguration, "the file '\(path)' has no value for '\(key.string ?? "")'",
                        reason: "it has to be a text, a number, true, false, or a list of these",
                        hint: "apus-server --help")
                }
            }
        }
        return words
    }
}
