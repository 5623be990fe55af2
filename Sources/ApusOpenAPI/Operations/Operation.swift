import ApusAPI

/// What the document says about a route, beside what the route says itself.
struct Operation: Sendable {
    let route: Route
    let id: String
    let tag: OperationTag
    let summary: String
    let queries: [QueryParameter]
    let body: (any (Decodable & Sendable).Type)?
    let answer: OperationAnswer
    /// Statuses of problems beside those that follow from the route and the body.
    let problems: [Int]

    init(
        _ route: Route, _ id: String, _ tag: OperationTag, _ summary: String, queries: [QueryParameter] = [],
        body: (any (Decodable & Sendable).Type)? = nil, answer: OperationAnswer = .done, problems: [Int] = []
    ) {
        self.route = route
        self.id = id
        self.tag = tag
        self.summary = summary
        self.queries = queries
        self.body = body
        self.answer = answer
        self.problems = problems
    }

    /// Whether it changes or removes what another one reads as a resource, and so takes `If-Match`.
    var changesResource: Bool {
        [.put, .delete].contains(route.method)
            && Self.all.contains {
                if case .resource = $0.answer { $0.route.template == route.template } else { false }
            }
    }

    /// One for each route.
    static let all: [Operation] = [
        server, accounts, apiKeys, deviceLogins, components, stacks, secrets, connectors, schedules, runs, progress,
        dashboard,
    ].flatMap { $0 }
}
