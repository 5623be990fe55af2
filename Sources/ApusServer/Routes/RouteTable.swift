import ApusAPI
import Hummingbird

/// Puts routes into a router, each with who may call it.
struct RouteTable {
    /// Who may call a route.
    enum Access {
        /// Users only.
        case users
        /// Users, and programs of the run that the path names.
        case run
        /// Users, and drivers of firings of the schedule that the path names.
        case schedule
        /// Users and programs of every run; the route looks at them itself where it has to.
        case everyone
    }

    let group: RouterGroup<CallContext>
    let maximumBodySize: Int

    func on(
        _ route: Route, for access: Access = .users, _ answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        let maximumBodySize = maximumBodySize
        group.on(RouterPath(route.template), method: route.method.request) { request, context in
            let call = try Call(request, context, maximumBodySize: maximumBodySize)
            switch access {
            case .users: try call.caller.checkIsUser()
            case .run: try call.caller.check(mayTouch: call.run())
            case .schedule: try call.caller.check(mayStart: call.schedule())
            case .everyone: try call.caller.checkIsUserOrRun()
            }
            return try await answer(call)
        }
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
