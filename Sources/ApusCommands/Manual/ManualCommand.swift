import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print a command's manual page, for 'man -l -'.",
        discussion: "With --directory, the pages of all commands are written, for a folder of MANPATH.")

    @Argument(help: "The command's words, such as 'stack set'; 'apus' itself without one.")
    var command: [String] = []
    @Option(help: ArgumentHelp("Write the pages of all commands into this folder.", valueName: "folder"))
    var directory: String?

    func validate() throws {
        if directory != nil, !command.isEmpty {
            throw ValidationError("--directory takes no command: it writes all pages")
        }
    }

    func run() throws {
        try CommandWords.check(command, of: ApusCommand.self)
        let pages = try CommandModel(of: ApusCommand.self).all().map { ManualPage($0.command, at: $0.path) }
        if let directory {
            try write(pages, into: FilePath(directory))
        } else {
            let path = CommandWords.path(of: command, in: ApusCommand.self)
            guard path.count == command.count + 1,
                let page = pages.first(where: { $0.name == path.joined(separator: "-") })
            else {
                throw ApusError(
                    .invalidArgument, "'\(path.joined(separator: " "))' has no command '\(command.last ?? "")'",
                    hint: "apus manual \(path.dropFirst().joined(separator: " "))".trimmed)
            }
            Console.output.print(page.text)
        }
    }

    private func write(_ pages: [ManualPage], into folder: FilePath) throws(ApusError) {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            for page in pages {
                let path = folder.appending("\(page.name).1")
                try Data((page.text + "\n").utf8).write(to: URL(filePath: path.string), options: .atomic)
            }
        } catch {
            throw ApusError(
                .forbidden, "the pages cannot be written in '\(folder)'", hint: "ls -ld \(folder)", cause: error)
        }
        Console.error.print("Wrote \(pages.count) pages in \(folder).")
    }
}
