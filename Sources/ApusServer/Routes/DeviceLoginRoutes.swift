import ApusAPI
import ApusModel
import Hummingbird

/// Logins of programs by codes that persons confirm.
struct DeviceLoginRoutes {
    let logins: DeviceLogins
    /// Where browsers reach the server, when that was configured.
    let baseURL: String?

    func add(to table: RouteTable) {
        let (logins, baseURL) = (logins, baseURL)
        table.on(.beginDeviceLogin) { call in
            let request: DeviceLoginRequest = try await call.body(atMost: Self.longestRequest)
            return try .json(
                logins.begin(request.client, from: call.address, base: baseURL ?? call.reachedURL))
        }
        table.on(.claimDeviceLogin) { call in
            let claim: DeviceLoginClaim = try await call.body(atMost: Self.longestRequest)
            return try .json(await logins.claim(claim.deviceCode.value))
        }
        table.on(.deviceLogin) { call in
            try .json(logins.pending(call.value("code"), for: call.person(), from: call.address))
        }
        table.on(.decideDeviceLogin) { call in
            let decision: DeviceLoginDecision = try await call.body(atMost: Self.longestRequest)
            try logins.decide(
                call.value("code"), grants: decision.grants, for: call.person(), from: call.address)
            return .done
        }
    }

    /// In bytes: what strangers may send.
    private static let longestRequest = 1 << 14
}

extension Call {
    /// The account of a person who is logged in. A login that an API key could make would outlive the key.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for the holder of an API key.
    fileprivate func person() throws(ApusError) -> Account {
        guard case .person(let account, _) = caller else {
            throw ApusError(
                .invalidArgument, "only a person who is logged in can log a program in",
                reason: "the call was made with an API key", hint: "open the page /device in a browser")
        }
        return account
    }
}
