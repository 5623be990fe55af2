import ApusAPI
import ApusModel

extension Operation {
    static let accounts = [
        Operation(
            .logIn, "logIn", .accounts, "Log in with a password", body: LoginRequest.self,
            answer: .json(NewLogin.self), problems: [401, 429]),
        Operation(.logOut, "logOut", .accounts, "End the login whose token the call has", problems: [400]),
        Operation(
            .whoAmI, "whoAmI", .accounts, "Whom the server takes the caller for",
            answer: .json(CallerIdentity.self)),
        Operation(
            .changePassword, "changePassword", .accounts, "Replace the own password, which ends all own logins",
            body: NewPassword.self, problems: [429]),
        Operation(.createAccount, "createAccount", .accounts, "Make an account", body: NewAccount.self),
        Operation(
            .accounts, "accounts", .accounts, "List accounts", queries: [.name("account")],
            answer: .json(Listing<Account>.self)),
        Operation(.account, "account", .accounts, "Read an account", answer: .resource(Account.self)),
        Operation(
            .updateAccount, "updateAccount", .accounts, "Replace an account, or only what the caller believes it to be",
            body: AccountUpdate.self),
        Operation(
            .setPassword, "setPassword", .accounts, "Replace the password of an account, which ends all its logins",
            body: NewPassword.self),
        Operation(
            .deleteAccount, "deleteAccount", .accounts, "Remove an account with its API keys and logins",
            problems: [409]),
    ]

    static let apiKeys = [
        Operation(
            .createAPIKey, "createAPIKey", .accounts, "Make an API key, which is shown this once",
            body: APIKeyRequest.self, answer: .json(NewAPIKey.self)),
        Operation(
            .apiKeys, "apiKeys", .accounts, "List API keys",
            queries: [
                QueryParameter(
                    "account", "The identity of the account, or `all`; without it they are the caller's own.")
            ],
            answer: .json(Listing<APIKey>.self)),
        Operation(
            .rotateAPIKey, "rotateAPIKey", .accounts, "Make an API key in the place of another",
            answer: .json(NewAPIKey.self), problems: [409]),
        Operation(.deleteAPIKey, "deleteAPIKey", .accounts, "Revoke an API key"),
    ]
}
