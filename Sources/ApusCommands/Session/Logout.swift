import ApusHost
import ArgumentParser
import FoundationEssentials

struct Logout: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep stacks and runs on this machine again, and forget the server's API key.")

    func run() throws {
        let home = try Home(environment: ProcessInfo.processInfo.environment)
        guard let url = try home.userState().server else {
            Console.error.print("No server is in use.")
            return
        }
        try home.saveAPIKey(nil, for: url)
        try home.changeUserState { $0.server = nil }
        Console.error.print("Stacks and runs are kept in \(home.database) again.")
    }
}
