extension Route {
    /// Takes a ``LoginRequest`` as `application/json`, answers a ``BrowserSession`` and sets the cookie that proves it.
    /// 429 with `Retry-After` when too many attempts have failed.
    public static let beginSession = Route(.post, "/session", .anybody)
    /// Answers a ``BrowserSession``.
    public static let session = Route(.get, "/session", .viewers)
    /// Ends the login that the cookie proves, and takes the cookie back.
    public static let endSession = Route(.delete, "/session", .viewers)

    /// Answers a ``Listing`` of ``FlavorDeclaration``: the flavors that a component can be registered of at the server.
    public static let flavors = Route(.get, "/flavors", .viewers)
    /// Takes a ``ComponentRegistration``, answers the component. Its options are checked as the flavor declares them.
    public static let registerComponent = Route(.post, "/component-registrations", .members)
    /// Takes a ``ComponentConnection``, answers the component, once the resource was really reached.
    public static let connectComponent = Route(.put, "/components/{component}/connection", .members)
    /// Answers a ``Listing`` of ``ConnectorReach``: what the server itself reaches through the connector.
    public static let verifyConnector = Route(.post, "/connectors/{connector}/verification", .members)

    /// Answers a ``RunOverview``.
    public static let runOverview = Route(.get, "/runs/{run}/overview", .viewers)
    /// Answers the layout of the run's graph, which `apus run graph` draws too. It never changes.
    public static let runGraph = Route(.get, "/runs/{run}/graph", .viewers)
    /// Answers ``StepDetails``.
    public static let stepDetails = Route(.get, "/runs/{run}/steps/{step}", .viewers)
    /// Answers a ``LogPart``. Query: `after`, the ``LogPart/next`` of the part before.
    public static let stepLog = Route(.get, "/runs/{run}/steps/{step}/attempts/{number}/log", .viewers)
    /// Answers the bytes of an output, or the first `limit` of them.
    public static let outputContent = Route(.get, "/runs/{run}/steps/{step}/outputs/{output}/content", .viewers)
    /// Answers a ``ScheduleForecast``.
    public static let scheduleTimes = Route(.get, "/schedules/{schedule}/times", .viewers)
    /// Takes a ``ScheduleSuspension``, answers the schedule. Both the store and the orchestrator have it then.
    public static let suspendSchedule = Route(.put, "/schedules/{schedule}/suspension", .members)

    /// Answers the run, which the server itself has submitted to the schedule's orchestrator.
    public static let triggerSchedule = Route(.post, "/schedules/{schedule}/trigger", .members)
    /// Takes a ``RunAgain``, answers a new run of the same plan, which the server itself has submitted.
    public static let repeatRun = Route(.post, "/runs/{run}/repetition", .members)

    static let dashboardRoutes = [
        beginSession, session, endSession, flavors, registerComponent, connectComponent, verifyConnector, runOverview,
        runGraph, stepDetails, stepLog, outputContent, scheduleTimes, suspendSchedule, triggerSchedule,
        repeatRun,
    ]
}
