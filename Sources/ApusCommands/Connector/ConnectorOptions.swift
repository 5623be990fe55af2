import ApusCore
import ApusModel

/// Options of authentication methods as they stand on a command line. One that is true or false may stand alone: it is
/// true then.
enum ConnectorOptions {
    /// The texts by option name.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    static func parse(_ words: [String], of type: ConnectorType) throws(ApusError) -> [String: String] {
        let switches = type.authMethods.flatMap(\.schema.options).filter { $0.kind == .boolean }.map(\.name)
        let complete = words.enumerated().map { index, word in
            let isAlone = index + 1 == words.count || words[index + 1].hasPrefix("--")
            let name = ConfigurationSchema.normalized(String(word.dropFirst(2)))
            return isAlone && word.hasPrefix("--") && switches.contains(name) ? "\(word)=true" : word
        }
        return try OptionArguments.parse(complete)
    }
}
