public import ApusAPI
public import ApusHTTP
import ApusModel

extension RemoteStore {
    /// Logs in to the server at `url` by a code that a person confirms at a browser, as RFC 8628 has it.
    /// - Parameters:
    ///   - name: what the person is told about the program.
    ///   - pause: waits for so long between two questions to the server.
    ///   - show: shows the person where to go with which code. Called once.
    /// - Returns: the login with the token that proves it.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` when the person says no, `.timedOut` when nobody says
    ///   anything while the code is good, `.throttled` when too many programs wait.
    public static func logIn(
        to url: String, confirmedFor name: String, client: any HTTPClient, retries: RemoteRetries = RemoteRetries(),
        pause: (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        show: (DeviceLoginStart) async throws -> Void
    ) async throws -> NewLogin {
        let server = try RemoteStore(url: url, token: SecretString(""), client: client, retries: retries).server
        let start = try await server.answer(
            RemoteCall(.beginDeviceLogin, body: DeviceLoginRequest(client: name)), as: DeviceLoginStart.self)
        try await show(start)
        let claim = try RemoteCall(.claimDeviceLogin, body: DeviceLoginClaim(deviceCode: start.deviceCode.value))
        var interval = start.interval
        while true {
            try await pause(.seconds(max(1, interval)))
            let answer: DeviceLoginAnswer = try await server.answer(claim)
            interval = answer.interval
            switch answer.status {
            case .pending, .slowDown: continue
            case .granted:
                if let login = answer.login { return login }
                throw server.unintelligible("it grants a login and sends none")
            case .denied:
                throw ApusError(
                    .forbidden, "the login at \(url) was denied", reason: "somebody said no to code \(start.userCode)",
                    hint: "apus login \(url)")
            case .expired:
                throw ApusError(
                    .timedOut, "the code \(start.userCode) is good for nothing any more",
                    reason: "nobody confirmed it in \(start.lifetime / 60) minutes, or the server was started anew",
                    hint: "apus login \(url)")
            }
        }
    }
}
