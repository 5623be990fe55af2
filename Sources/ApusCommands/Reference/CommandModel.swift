import ApusModel
import ArgumentParser
import FoundationEssentials

/// A command as the argument parser describes it. Help, manual, reference and completion are made from it.
struct CommandModel: Decodable, Sendable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandModel]?
    let arguments: [ArgumentModel]?
    let shouldDisplay: Bool?

    private struct Dump: Decodable { let command: CommandModel }

    /// - Throws: a decoding error when the argument parser describes commands in another way than it did.
    init(of command: any ParsableCommand.Type) throws {
        self = try CanonicalJSON.decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
    }

    /// The commands below that help shows.
    var shownCommands: [CommandModel] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    /// The arguments that help shows, without the ones for help itself.
    var shownArguments: [ArgumentModel] {
        (arguments ?? []).filter {
            $0.shouldDisplay && $0.preferredName?.name != "help" && $0.preferredName?.name != "version"
        }
    }

    /// This command and all below it, each with the words that lead to it.
    func all(after path: [String] = []) -> [(path: [String], command: CommandModel)] {
        let here = path + [commandName]
        return [(here, self)] + shownCommands.flatMap { $0.all(after: here) }
    }

    /// How the command is written: `apus stack set <name>`.
    func usage(after path: [String]) -> String {
        let words = path + shownArguments.map(\.usage)
        return (shownCommands.isEmpty ? words : words + ["COMMAND"]).joined(separator: " ")
    }
}
