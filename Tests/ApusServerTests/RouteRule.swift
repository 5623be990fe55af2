import ApusAPI
import ApusModel

/// Who may call a route, written a second time: a change of the interface's own table has to be made here too.
struct RouteRule: Sendable, CustomStringConvertible {
    enum Token: Sendable {
        case itsRun, anyRun, itsSchedule
        /// Of the run whose plan has the component as its artifact store.
        case itsStore
    }

    enum Answer: Sendable {
        case unknown, refused, admitted

        init(status: Int) {
            self = status == 401 ? .unknown : status == 403 ? .refused : .admitted
        }
    }

    /// Method and path: `GET /info`.
    let call: String
    let role: AccountRole?
    let token: Token?
    /// What the path is below.
    let prefix: String

    init(_ call: String, _ role: AccountRole?, _ token: Token? = nil, below prefix: String = Route.prefix) {
        self.prefix = prefix
        self.call = call
        self.role = role
        self.token = token
    }

    var description: String { call }
    var method: String { String(call.prefix { $0 != " " }) }
    var route: String { "\(method) \(prefix)\(call.dropFirst(method.count + 1))" }

    func answer(toRole given: AccountRole) -> Answer { role.map { given < $0 } == true ? .refused : .admitted }

    /// What a token gets that is good for `token`: that of its run is one of any run too.
    func answer(to given: Token?) -> Answer {
        if role == nil { return .admitted }
        switch (token, given) {
        case (.anyRun, .anyRun), (.anyRun, .itsRun), (.itsRun, .itsRun), (.itsStore, .itsRun),
            (.itsSchedule, .itsSchedule):
            return .admitted
        default: return .refused
        }
    }

    /// The path with what `samples` has in its places.
    func path(for samples: Samples) -> String {
        let values = [
            "{run}": samples.run.id.rawValue, "{schedule}": samples.schedule.id.rawValue, "{step}": "a",
            "{number}": "1",
            "{component}": samples.component.id.rawValue, "{digest}": CanonicalDigest.sample.description,
        ]
        return route.dropFirst(method.count + 1).split(separator: "/")
            .map { "/" + ($0.hasPrefix("{") ? values[String($0)] ?? "none" : String($0)) }.joined()
    }

    static let all: [RouteRule] = [
        RouteRule("GET /openapi.json", nil), RouteRule("GET /info", .viewer, .anyRun),
        RouteRule("GET /metrics", .viewer, below: ""),

        RouteRule("POST /logins", nil), RouteRule("DELETE /logins/current", .viewer),
        RouteRule("GET /account", .viewer), RouteRule("PUT /account/password", .viewer),
        RouteRule("POST /accounts", .admin), RouteRule("GET /accounts", .admin),
        RouteRule("GET /accounts/{account}", .admin), RouteRule("PUT /accounts/{account}", .admin),
        RouteRule("PUT /accounts/{account}/password", .admin), RouteRule("DELETE /accounts/{account}", .admin),
        RouteRule("POST /api-keys", .viewer), RouteRule("GET /api-keys", .viewer),
        RouteRule("POST /api-keys/{key}/rotation", .viewer), RouteRule("DELETE /api-keys/{key}", .viewer),
        RouteRule("POST /token-keys/rotation", .admin),
        RouteRule("POST /device-logins", nil), RouteRule("POST /device-login-claims", nil),
        RouteRule("GET /device-logins/{code}", .viewer), RouteRule("POST /device-logins/{code}/decision", .viewer),

        RouteRule("POST /components", .member), RouteRule("PUT /components/{component}", .member),
        RouteRule("GET /components", .viewer), RouteRule("GET /components/{component}", .viewer),
        RouteRule("GET /components/{component}/secrets", .member, .itsStore),
        RouteRule("GET /components/{component}/connector", .member, .itsStore),
        RouteRule("DELETE /components/{component}", .member),

        RouteRule("POST /stacks", .member), RouteRule("GET /stacks", .viewer),
        RouteRule("GET /stacks/members", .viewer), RouteRule("GET /stacks/{stack}", .viewer),
        RouteRule("PUT /stacks/{stack}", .member),
        RouteRule("DELETE /stacks/{stack}", .member),

        RouteRule("POST /secrets", .member), RouteRule("PUT /secrets/{secret}", .member),
        RouteRule("GET /secrets", .viewer), RouteRule("GET /secrets/{secret}", .viewer),
        RouteRule("GET /secrets/{secret}/values", .member),
        RouteRule("DELETE /secrets/{secret}", .member),

        RouteRule("POST /connectors", .member), RouteRule("PUT /connectors/{connector}", .member),
        RouteRule("GET /connectors", .viewer), RouteRule("GET /connectors/{connector}", .viewer),
        RouteRule("GET /connectors/{connector}/secrets", .member), RouteRule("DELETE /connectors/{connector}", .member),

        RouteRule("POST /schedules", .member), RouteRule("PUT /schedules/{schedule}", .member),
        RouteRule("GET /schedules", .viewer), RouteRule("GET /schedules/{schedule}", .viewer),
        RouteRule("GET /schedules/{schedule}/plan", .viewer), RouteRule("DELETE /schedules/{schedule}", .member),
        RouteRule("POST /schedules/{schedule}/token", .member),
        RouteRule("POST /schedules/{schedule}/firings", .member, .itsSchedule),

        RouteRule("POST /runs", .member), RouteRule("GET /runs", .viewer), RouteRule("POST /runs/{run}/token", .member),
        RouteRule("POST /runs/{run}/cancellation", .member), RouteRule("DELETE /runs/{run}", .member),
        RouteRule("POST /runs/survey", .member), RouteRule("POST /runs/removal", .member),
        RouteRule("POST /condemned-contents/taking", .member), RouteRule("POST /condemned-contents/deletion", .member),
        RouteRule("POST /runs/{run}/steps/{step}/attempts/{number}/reservation", .member, .itsRun),
        RouteRule("GET /cached-steps/{digest}", .viewer, .anyRun),
        RouteRule("GET /runs/{run}", .viewer, .itsRun), RouteRule("GET /runs/{run}/plan", .viewer, .itsRun),
        RouteRule("GET /runs/{run}/steps", .viewer, .itsRun), RouteRule("GET /runs/{run}/events", .viewer, .itsRun),
        RouteRule("GET /runs/{run}/steps/{step}/logs/stream", .viewer),
        RouteRule("POST /runs/{run}/status", .member, .itsRun),
        RouteRule("POST /runs/{run}/conclusion", .member, .itsRun),
        RouteRule("POST /runs/{run}/steps/{step}/settlement", .member, .itsRun),
        RouteRule("GET /runs/{run}/steps/{step}/secret-variables", .member, .itsRun),
        RouteRule("POST /runs/{run}/steps/{step}/attempts/{number}/launch", .member, .itsRun),
        RouteRule("POST /runs/{run}/steps/{step}/attempts/{number}/claim", .member, .itsRun),
        RouteRule("POST /runs/{run}/steps/{step}/attempts/{number}/report", .member, .itsRun),
        RouteRule("POST /runs/{run}/steps/{step}/attempts/{number}/loss", .member, .itsRun),

        RouteRule("POST /session", nil), RouteRule("GET /session", .viewer), RouteRule("DELETE /session", .viewer),
        RouteRule("GET /schedules/{schedule}/times", .viewer), RouteRule("GET /flavors", .viewer),
        RouteRule("POST /component-registrations", .member),
        RouteRule("PUT /components/{component}/connection", .member),
        RouteRule("POST /connectors/{connector}/verification", .member),
        RouteRule("PUT /schedules/{schedule}/suspension", .member),
        RouteRule("POST /schedules/{schedule}/trigger", .member), RouteRule("POST /runs/{run}/repetition", .member),
        RouteRule("GET /runs/{run}/overview", .viewer), RouteRule("GET /runs/{run}/graph", .viewer),
        RouteRule("GET /runs/{run}/steps/{step}", .viewer),
        RouteRule("GET /runs/{run}/steps/{step}/attempts/{number}/log", .viewer),
        RouteRule("GET /runs/{run}/steps/{step}/outputs/{output}/content", .viewer),
    ]
}
