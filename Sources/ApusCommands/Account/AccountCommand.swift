import ArgumentParser

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Look after whom the server in use knows, and what they may do.",
        discussion: """
            Roles: a viewer reads everything but secret values, a member does everything but look after accounts, an \
            admin does everything. These commands are for admins.
            """,
        subcommands: [
            AccountCreate.self, AccountList.self, AccountDescribe.self, AccountUpdate.self, AccountSetPassword.self,
            AccountDelete.self,
        ])
}
