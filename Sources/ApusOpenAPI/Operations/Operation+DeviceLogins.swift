import ApusAPI

extension Operation {
    static let deviceLogins = [
        Operation(
            .beginDeviceLogin, "beginDeviceLogin", .accounts,
            "Ask to be logged in by a person at a browser, as RFC 8628 has it", body: DeviceLoginRequest.self,
            answer: .json(DeviceLoginStart.self), problems: [429]),
        Operation(
            .claimDeviceLogin, "claimDeviceLogin", .accounts, "Ask whether a person has decided, and for the login",
            body: DeviceLoginClaim.self, answer: .json(DeviceLoginAnswer.self), problems: [401]),
        Operation(
            .deviceLogin, "deviceLogin", .accounts, "Read what waits to be logged in by a code",
            answer: .json(PendingDeviceLogin.self), problems: [429]),
        Operation(
            .decideDeviceLogin, "decideDeviceLogin", .accounts, "Log in what waits by a code, or refuse to",
            body: DeviceLoginDecision.self, problems: [429]),
    ]
}
