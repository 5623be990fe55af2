import ApusModel

/// The page on all commands.
struct CommandPage {
    private let tool: CommandModel

    init(_ tool: CommandModel) { self.tool = tool }

    var text: String {
        let commands = tool.all().dropFirst()
        return """
            # The command line

            \(CommandGuide.text)

            ## Commands

            \(commands.map { "- [`\($0.path.joined(separator: " "))`](#\(Self.anchor($0.path))) \($0.command.abstract ?? "")" }
            .joined(separator: "\n"))

            \(commands.map(section).joined(separator: "\n\n"))

            \(ReferencePages.footer)
            """
    }

    /// As GitHub makes it from the heading.
    private static func anchor(_ path: [String]) -> String { path.joined(separator: "-") }

    private func section(_ entry: (path: [String], command: CommandModel)) -> String {
        let (path, command) = entry
        var parts = ["### \(path.joined(separator: " "))", command.abstract ?? ""]
        parts.append("```\n\(command.usage(after: path))\n```")
        if let discussion = command.discussion { parts.append(discussion) }
        let rows = command.shownArguments.map { [Markdown.code($0.heading), Markdown.cell($0.meaning)] }
        if !rows.isEmpty { parts.append(Markdown.table(["argument", "meaning"], rows)) }
        return parts.joined(separator: "\n\n")
    }
}
