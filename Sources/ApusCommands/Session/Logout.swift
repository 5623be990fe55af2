import ApusAPI
import ApusClient
import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials

struct Logout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Keep stacks and runs on this machine again, and forget the server's credentials.",
        discussion: "A login by password ends at the server too; an API key stays good for others who have it.")

    func run() async throws {
        let home = try Home(environment: ProcessInfo.processInfo.environment)
        guard let url = try home.userState().server else {
            Console.error.print("No server is in use.")
            return
        }
        let token = try home.apiKey(for: url)
        try home.saveAPIKey(nil, for: url)
        try home.changeUserState { $0.server = nil }
        Console.error.print("Stacks and runs are kept in \(home.database) again.")
        if let token, CredentialKind(of: token) == .login { await end(token, at: url) }
    }

    /// What is forgotten here ends at the server as well, at the latest by itself.
    private func end(_ token: SecretString, at url: String) async {
        do {
            try await ServerConnection(url: url, key: token).store.logOut()
        } catch let error as ApusError where error.code == .unauthorized {
            return
        } catch {
            Console.error.print("The login at \(url) ends by itself: the server was not told, because \(error)")
        }
    }
}
