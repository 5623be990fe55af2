import ApusHost
import ApusModel
import ArgumentParser

struct StackRename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a stack another name. An active stack stays active.")

    @Argument(help: "The stack's name.")
    var name: String
    @Argument(help: "Its new name.")
    var newName: String

    func run() async throws {
        let session = try await Session.open()
        _ = try await session.stacks.rename(name, to: newName)
        try session.followRename(of: name, to: newName)
        Console.error.print("Renamed stack '\(name)' to '\(newName)'.")
    }
}
