import ApusClient
import ApusModel
import ArgumentParser

struct AccountUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Give an account another role, or keep it out for a while.")

    @Argument(help: "The account's name.")
    var name: String
    @Option(help: "What it may do.")
    var role: AccountRole?
    @Flag(exclusivity: .exclusive, help: "Refuse its password, logins and API keys, or accept them again.")
    var state: State?

    enum State: String, EnumerableFlag {
        case disable, enable
    }

    func run() async throws {
        if role == nil, state == nil {
            throw ApusError(
                .invalidArgument, "nothing to change is given", hint: "apus account update \(name) --role member")
        }
        let store = try ServerConnection.inUse().store
        let old = try await store.existingAccount(name)
        var account = old
        if let role { account.role = role }
        if let state { account.isDisabled = state == .disable }
        try await store.update(account, replacing: old)
        let suffix = account.isDisabled ? " and is disabled" : ""
        Console.error.print("Account '\(name)' has the role '\(account.role.rawValue)'\(suffix).")
    }
}
