import ApusModel

/// A command's page for `man`, in the macros of man(7).
struct ManualPage {
    private let path: [String]
    private let command: CommandModel

    init(_ command: CommandModel, at path: [String]) {
        self.command = command
        self.path = path
    }

    /// The page's name: `apus-stack-set`.
    var name: String { path.joined(separator: "-") }

    var text: String {
        var lines = [
            ".TH \(Self.escaped(name.uppercased())) 1 \"\" \"apus \(ApusVersion.current)\" \"Apus\"",
            ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(command.abstract ?? ""))",
            ".SH SYNOPSIS", Self.escaped(command.usage(after: Array(path.dropLast()) + [command.commandName])),
        ]
        if let discussion = command.discussion { lines += [".SH DESCRIPTION"] + Self.paragraphs(discussion) }
        lines += section("ARGUMENTS", command.shownArguments.filter(\.isPositional))
        lines += section("OPTIONS", command.shownArguments.filter { !$0.isPositional })
        lines += commands
        lines += [".SH GLOBAL OPTIONS"] + Self.globalOptions.flatMap { Self.item($0.0, $0.1) }
        lines += [".SH EXIT STATUS"] + ExitStatus.documented.flatMap { Self.item(String($0.0.rawValue), $0.1) }
        if path.count > 1 { lines += [".SH SEE ALSO", "\(Self.escaped(path.dropLast().joined(separator: "-")))(1)"] }
        return lines.joined(separator: "\n")
    }

    private static let globalOptions = [
        ("-h, --help", "Show help."), ("-q, --quiet", "Nothing on standard error but errors."),
        ("--no-color", "No colours."),
    ]

    private func section(_ title: String, _ arguments: [ArgumentModel]) -> [String] {
        if arguments.isEmpty { return [] }
        return [".SH \(title)"] + arguments.flatMap { Self.item($0.heading, $0.meaning) }
    }

    private var commands: [String] {
        if command.shownCommands.isEmpty { return [] }
        return [".SH COMMANDS"]
            + command.shownCommands.flatMap { below in
                Self.item("\((path + [below.commandName]).joined(separator: "-"))(1)", below.abstract ?? "")
            }
    }

    private static func item(_ heading: String, _ text: String) -> [String] {
        [".TP", ".B \(escaped(heading))", escaped(text.isEmpty ? "-" : text)]
    }

    private static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line.trimmed.isEmpty ? ".PP" : escaped(String(line)))
        }
        return lines
    }

    /// `text` as roff takes it literally (https://man7.org/linux/man-pages/man7/groff_char.7.html).
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"": result += "\\(dq"
            case "\n": result += " "
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}
