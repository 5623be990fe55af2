extension Route {
    /// Takes a ``LoginRequest``, answers a ``NewLogin``. 429 with `Retry-After` when too many attempts have failed.
    public static let logIn = Route(.post, "/logins", .anybody)
    /// Ends the login whose token the call has.
    public static let logOut = Route(.delete, "/logins/current", .viewers)
    /// Answers a ``CallerIdentity``.
    public static let whoAmI = Route(.get, "/account", .viewers)
    /// Takes a ``NewPassword`` with the current one too.
    public static let changePassword = Route(.put, "/account/password", .viewers)

    /// Takes a ``NewAccount``.
    public static let createAccount = Route(.post, "/accounts", .admins)
    /// Answers a ``Listing`` of accounts. Query: `name`.
    public static let accounts = Route(.get, "/accounts", .admins)
    /// Answers an account.
    public static let account = Route(.get, "/accounts/{account}", .admins)
    /// Takes an ``AccountUpdate`` whose account has the identity in the path.
    public static let updateAccount = Route(.put, "/accounts/{account}", .admins)
    /// Takes a ``NewPassword``; all logins of the account end.
    public static let setPassword = Route(.put, "/accounts/{account}/password", .admins)
    public static let deleteAccount = Route(.delete, "/accounts/{account}", .admins)

    /// Takes an ``APIKeyRequest``, answers a ``NewAPIKey``. This and the ones below are about the caller's own keys; an
    /// admin may ask for those of others too.
    public static let createAPIKey = Route(.post, "/api-keys", .viewers)
    /// Answers a ``Listing`` of API keys. Query: `account`, an identity, or `all`; without it the caller's own.
    public static let apiKeys = Route(.get, "/api-keys", .viewers)
    /// Answers a ``NewAPIKey`` of the same name and lifetime; the old one is refused from then on.
    public static let rotateAPIKey = Route(.post, "/api-keys/{key}/rotation", .viewers)
    public static let deleteAPIKey = Route(.delete, "/api-keys/{key}", .viewers)

    /// Answers a ``TokenKeyInfo``: the new key that signs the tokens of runs and schedules from then on.
    public static let rotateTokenKeys = Route(.post, "/token-keys/rotation", .admins)
}
