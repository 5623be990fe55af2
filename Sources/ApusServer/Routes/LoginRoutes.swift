import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Logins, and what callers may ask about themselves.
struct LoginRoutes {
    let accounts: any AccountStore
    let logins: Logins

    func add(to table: RouteTable) {
        let (accounts, logins) = (accounts, logins)
        table.on(.logIn) { call in
            let request: LoginRequest = try await call.body(atMost: Self.longestLogin)
            return try .json(await logins.logIn(request.name, request.password.value, from: call.address))
        }
        table.on(.logOut) { call in
            guard case .person(_, let login) = call.caller else {
                throw ApusError(
                    .invalidArgument, "there is no login to end", reason: "the call was made with an API key",
                    hint: "apus api-key revoke NAME")
            }
            try await accounts.deleteLogin(login.id)
            return .done
        }
        table.on(.whoAmI) { call in
            switch call.caller {
            case .holder(let account, let key): try .json(CallerIdentity(account: account, apiKey: key))
            case .person(let account, let login): try .json(CallerIdentity(account: account, login: login))
            case .anybody, .run, .schedule: throw ApusError.forbidden("the caller is no account")
            }
        }
        table.on(.changePassword) { call in
            let account = try call.caller.account()
            let new: NewPassword = try await call.body(atMost: Self.longestLogin)
            let current = new.current?.value ?? SecretString("")
            guard try await logins.confirm(account, current, from: call.address) else {
                throw ApusError.forbidden("the current password is wrong")
            }
            try await logins.setPassword(new.password.value, of: account)
            return .done
        }
    }

    /// In bytes: what strangers may send.
    private static let longestLogin = 1 << 14
}
