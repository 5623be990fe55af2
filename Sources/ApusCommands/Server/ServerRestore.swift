import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ServerRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the server's data. The server must not run.",
        discussion: "Data that was there before is moved aside, and the command says where it is.")

    @Argument(help: "A file that 'apus server backup' wrote.")
    var file: String
    @OptionGroup var server: ServerFolderOptions
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        let data = try server.open(environment: ProcessInfo.processInfo.environment)
        let old = try await data.restore(from: FilePath(file), at: Date()) {
            try confirmation.confirm("replace the data in '\(data.folder)'")
        }
        Console.error.print("The data is in \(data.folder).")
        if let old { Console.error.print("What was there before is in \(old); remove it when it is not needed.") }
    }
}
