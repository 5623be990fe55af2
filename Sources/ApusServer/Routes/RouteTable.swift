import ApusAPI
import ApusModel
import HTTPTypes
import Hummingbird

/// Puts routes into a router. Before a route answers, and before a byte of the body is read, the caller is known, may
/// make the call, and does not announce too long a body.
final class RouteTable {
    private let router: Router<CallContext>
    private let authentication: Authentication
    private let limits: CallLimits
    private let answers: RememberedAnswers
    private var routes: Set<Route> = []

    /// - Parameter answers: to calls that have an `Idempotency-Key`.
    init(
        router: Router<CallContext>, authentication: Authentication, limits: CallLimits, answers: RememberedAnswers
    ) {
        self.answers = answers
        self.router = router
        self.authentication = authentication
        self.limits = limits
    }

    func on(_ route: Route, _ answer: @escaping @Sendable (Call) async throws -> Response) {
        routes.insert(route)
        let (authentication, limits, answers) = (authentication, limits, answers)
        router.on(RouterPath(route.template), method: route.method.request) { request, context in
            let caller: Caller =
                if route.access.role == nil { .anybody } else { try await authentication.caller(of: request) }
            var call = try Call(request, context, caller: caller, limits: limits)
            try call.check(route.access)
            try call.checkAnnouncedSize()
            if route.isCreation, let name = Self.idempotencyKey.flatMap({ request.headers[$0] }) {
                let body = try await call.collectedBody()
                call.request.body = RequestBody(buffer: body)
                return try await IdempotentCall(call, named: name, body: body, answers: answers).answer {
                    [call] in try await answer(call)
                }
            }
            do {
                return try await answer(call)
            } catch let error as ApusError where error.code == .conflict && request.headers[.ifMatch] != nil {
                throw Refusal(error: error, status: 412)  // it was changed after the condition was looked at
            }
        }
    }

    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")

    /// Answers other methods at the paths of the routes with 405.
    func refuseOtherMethods() {
        for (template, routes) in Dictionary(grouping: routes, by: \.template) {
            let allowed = routes.map(\.method.request)
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(template), method: method) { _, _ -> Response in
                    throw Refusal.methodNotAllowed(method, allowed: allowed)
                }
            }
        }
    }

    /// RFC 9110, section 9.3; RFC 5789; draft-ietf-httpbis-safe-method-w-body. What is none of these is as a path that is
    /// not there.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch, HTTPRequest.Method("QUERY"),
    ].compactMap { $0 }

    /// - Throws: ``/ApusModel/ApusError`` with `.internalFailure` unless exactly the routes of ``/ApusAPI/Route/all``
    ///   were put in.
    func checkIsComplete() throws(ApusError) {
        let odd = routes.symmetricDifference(Route.all).map { "\($0.method.rawValue) \($0.template)" }
        if odd.isEmpty { return }
        throw ApusError(
            .internalFailure, "the routes of the server are not those of its interface",
            reason: odd.sorted().joined(separator: ", "))
    }
}

extension Route.Method {
    fileprivate var request: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        case .put: .put
        case .delete: .delete
        }
    }
}
