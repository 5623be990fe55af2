public import ApusAPI
public import ApusHTTP
public import ApusModel

extension RemoteStore {
    /// Logs in to the server at `url`.
    /// - Returns: the login with the token that proves it.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for a wrong name or password, `.throttled` when too many
    ///   attempts have failed.
    public static func logIn(
        to url: String, as name: String, password: SecretString, client: any HTTPClient,
        retries: RemoteRetries = RemoteRetries()
    ) async throws -> NewLogin {
        let stranger = try RemoteStore(url: url, token: SecretString(""), client: client, retries: retries)
        let request = LoginRequest(name: name, password: password)
        return try await stranger.server.answer(RemoteCall(.logIn, body: request))
    }

    /// Ends the login that the store's token proves.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` when it is an API key.
    public func logOut() async throws {
        try await server.send(RemoteCall(.logOut))
    }

    /// Whom the server takes the store's user for.
    public func whoAmI() async throws -> CallerIdentity {
        try await server.answer(RemoteCall(.whoAmI))
    }

    /// Replaces the password of the store's user, and ends all of the user's logins.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` when `current` is not the password until now,
    ///   `.invalidArgument` for a new one that is too short, `.throttled`.
    public func changePassword(to password: SecretString, from current: SecretString) async throws {
        try await server.send(RemoteCall(.changePassword, body: NewPassword(password, current: current)))
    }
}
