import ApusAPI
import ApusCore
import ApusModel
import FoundationEssentials
import Hummingbird

/// Logins of browsers.
struct SessionRoutes {
    let accounts: any AccountStore
    let logins: Logins
    /// Where browsers reach the server, when that was configured.
    let baseURL: String?

    func add(to table: RouteTable) {
        let (accounts, logins, baseURL) = (accounts, logins, baseURL)
        table.on(.beginSession) { call in
            // A form of another site can send text only: nobody is logged in by a page that is not ours.
            guard call.request.headers[.contentType]?.hasPrefix("application/json") == true else {
                throw ApusError(.invalidArgument, "the body of the call has to be application/json")
            }
            let request: LoginRequest = try await call.body(atMost: Self.longestLogin)
            let new = try await logins.logIn(request.name, request.password.value, from: call.address)
            let cookie = BrowserCookie(new.token.value)
            var response = try Response.json(BrowserSession(account: new.account, csrf: cookie.csrf))
            let seconds = Int(new.login.expiresAt.timeIntervalSince(new.login.createdAt))
            cookie.set(in: &response, for: seconds, isSecure: isSecure(call.request, baseURL))
            return response
        }
        table.on(.session) { call in
            guard case .person(let account, _) = call.caller, let cookie = BrowserCookie(of: call.request) else {
                throw ApusError(.invalidArgument, "the call was not made by a browser that is logged in")
            }
            return try .json(BrowserSession(account: account, csrf: cookie.csrf))
        }
        table.on(.endSession) { call in
            guard case .person(_, let login) = call.caller else {
                throw ApusError(.invalidArgument, "there is no login to end", hint: "apus api-key revoke NAME")
            }
            try await accounts.deleteLogin(login.id)
            var response = Response.done
            BrowserCookie.clear(in: &response)
            return response
        }
    }

    /// In bytes: what strangers may send.
    private static let longestLogin = 1 << 14
}

/// Whether the browser speaks TLS: with a proxy, since the server itself does not.
private func isSecure(_ request: Request, _ baseURL: String?) -> Bool {
    let proxied = request.headers.first { $0.name.canonicalName == "x-forwarded-proto" }?.value
    return (proxied ?? baseURL ?? "").hasPrefix("https")
}
