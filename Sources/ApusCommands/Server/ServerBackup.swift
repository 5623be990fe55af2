import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ServerBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write the server's database and keys to one file; the server may go on.",
        discussion: """
            The file is a tar archive that only its owner can read. It has the keys in it, so whoever has it can do \
            what the server's users can. Artifacts and logs are in the artifact stores and not in it.
            """)

    @Argument(help: "The file to write; it must not be there.")
    var file: String
    @OptionGroup var server: ServerFolderOptions

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let lacksKey = try await server.open(environment: environment)
            .backUp(to: FilePath(file), environment: environment)
        Console.error.print("The backup is in \(file).")
        if lacksKey {
            Console.error.print("Its secrets need a key that is not in it: keep what APUS_SECRET_KEY is set to, too.")
        }
    }
}
