import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a folder a project with an active stack of its own.",
        discussion: "Commands in the folder and below it then use the stack that 'apus stack set' chooses there.")

    @Argument(help: "The folder; the current one without it.")
    var folder: String?
    @Option(name: .shortAndLong, help: "The project's active stack; the one that is active now without it.")
    var stack: String?

    func run() async throws {
        let session = try await Session.open()
        let stack = try await session.stack(named: stack).stack.name
        let path = FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(folder ?? "."))
        guard FileManager.default.fileExists(atPath: path.string) else {
            throw ApusError(.notFound, "there is no folder '\(path)'", hint: "mkdir -p \(path)")
        }
        let project = try Project.make(in: path)
        try project.change { $0.activeStack = stack }
        Console.error.print("The folder \(project.folder) is a project; its active stack is '\(stack)'.")
    }
}
