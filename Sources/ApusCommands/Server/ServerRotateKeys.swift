import ApusClient
import ArgumentParser

struct ServerRotateKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-keys",
        abstract: "Have the server in use sign the tokens of runs and schedules with a new key.",
        discussion: """
            Tokens that were made before stay good: runs go on and schedules go on firing. The server does this by \
            itself every 90 days. API keys are rotated by 'apus api-key rotate'.
            """)

    func run() async throws {
        let connection = try ServerConnection.inUse()
        let key = try await connection.store.rotateTokenKeys()
        Console.error.print("The server at \(connection.url) signs with the new key '\(key)'.")
    }
}
