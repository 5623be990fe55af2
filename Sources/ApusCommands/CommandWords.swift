import ApusModel
import ArgumentParser

/// Finds a misspelt command before the parser does, which would call it an unexpected argument.
enum CommandWords {
    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the closest command, when a word that has to name a
    ///   command does not.
    static func check(_ arguments: [String], of root: any ParsableCommand.Type) throws(ApusError) {
        let (command, path) = walk(arguments, of: root)
        let below = command.configuration.subcommands
        guard !below.isEmpty, let word = arguments.dropFirst(path.count - 1).first, !word.hasPrefix("-"), word != "help"
        else { return }
        let names = below.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        let said = path.joined(separator: " ")
        throw ApusError(
            .invalidArgument, "'\(said)' has no command '\(word)'",
            reason: "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: word, among: names).map { "did you mean '\(said) \($0)'?" } ?? "\(said) --help")
    }

    /// The words of the command that `arguments` name, from `apus` on.
    static func path(of arguments: [String], in root: any ParsableCommand.Type) -> [String] {
        walk(arguments, of: root).path
    }

    /// The command that `arguments` name.
    static func command(of arguments: [String], in root: any ParsableCommand.Type) -> any ParsableCommand.Type {
        walk(arguments, of: root).command
    }

    private static func walk(
        _ arguments: [String], of root: any ParsableCommand.Type
    ) -> (command: any ParsableCommand.Type, path: [String]) {
        var command = root
        var path = [root._commandName]
        for word in arguments {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            command = next
            path.append(word)
        }
        return (command, path)
    }
}
