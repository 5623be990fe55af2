import ApusCore
import ApusModel
import ArgumentParser

/// The values of a secret on a command line.
struct SecretValueArguments: ParsableArguments {
    @Option(help: "A YAML or JSON file with values by key; - for standard input.")
    var from: String?
    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("Values, --KEY=VALUE; '@FILE' as a value reads the file.", valueName: "--key=value"))
    var values: [String] = []

    /// The values by key, those of the command line over those of the file.
    /// - Throws: ``ApusError`` with `.invalidArgument`, `.notFound` for a file.
    func parse() throws -> [String: SecretString] {
        let given = try OptionArguments.parse(values).mapValues { SecretString($0) }
        guard let from else { return given }
        guard let members = try YAMLText.read(from).objectValue else {
            throw ApusError(.invalidArgument, "the file '\(from)' has no values by key", hint: "write KEY: VALUE")
        }
        var read: [String: SecretString] = [:]
        for (key, value) in members {
            guard let text = value.stringValue else {
                throw ApusError(
                    .invalidArgument, "the value '\(key)' in the file '\(from)' is no text",
                    reason: "it is of kind \(value.kindName)", hint: "put it in quotes")
            }
            read[key] = SecretString(text)
        }
        return read.merging(given) { _, given in given }
    }
}
