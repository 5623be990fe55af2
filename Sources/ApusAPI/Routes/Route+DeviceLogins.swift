extension Route {
    /// Takes a ``DeviceLoginRequest``, answers a ``DeviceLoginStart``: the device authorization request of RFC 8628,
    /// section 3.1. 429 with `Retry-After` when too many are open.
    public static let beginDeviceLogin = Route(.post, "/device-logins", .anybody)
    /// Takes a ``DeviceLoginClaim``, answers a ``DeviceLoginAnswer``: the device access token request of RFC 8628,
    /// section 3.4.
    public static let claimDeviceLogin = Route(.post, "/device-login-claims", .anybody)
    /// Answers a ``PendingDeviceLogin``, to a person who is logged in. 429 with `Retry-After` when too many codes were
    /// wrong.
    public static let deviceLogin = Route(.get, "/device-logins/{code}", .viewers)
    /// Takes a ``DeviceLoginDecision`` of a person who is logged in. 429 as above.
    public static let decideDeviceLogin = Route(.post, "/device-logins/{code}/decision", .viewers)

    static let deviceLoginRoutes = [beginDeviceLogin, claimDeviceLogin, deviceLogin, decideDeviceLogin]
}
