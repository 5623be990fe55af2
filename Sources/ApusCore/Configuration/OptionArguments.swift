package import ApusModel
import FoundationEssentials

/// Options of a flavor as they stand on a command line: `--key=value` or `--key value`, `@file` for a file's content
/// without its last line end, `@@` for a leading `@`.
package enum OptionArguments {
    /// The texts by option name.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a word that is no option, an option without a value or given
    ///   twice, an unreadable file.
    package static func parse(_ words: [String]) throws(ApusError) -> [String: String] {
        var texts: [String: String] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2 else {
                throw ApusError(
                    .invalidArgument, "'\(word)' is no option", reason: "options are written --OPTION=VALUE",
                    hint: "put the value in quotes if it contains blanks")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            let given = parts.count == 2 ? String(parts[1]) : rest.popFirst()
            guard let value = given, parts.count == 2 || !value.hasPrefix("--") else {
                throw ApusError(.invalidArgument, "option '--\(name)' has no value", hint: "--\(name)=VALUE")
            }
            if texts.updateValue(try content(of: value), forKey: name) != nil {
                throw ApusError(.invalidArgument, "option '--\(name)' is given twice")
            }
        }
        return texts
    }

    /// What a value stands for: itself, or a file's content.
    /// - Throws: ``ApusError`` with `.invalidArgument` for an unreadable file.
    package static func content(of value: String) throws(ApusError) -> String {
        if value.hasPrefix("@@") { return String(value.dropFirst()) }
        guard value.hasPrefix("@") else { return value }
        let path = String(value.dropFirst())
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ApusError(
                .invalidArgument, "the file '\(path)' cannot be read",
                hint: "write '@@' for a value that begins with '@'")
        }
        let text = String(decoding: data, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
