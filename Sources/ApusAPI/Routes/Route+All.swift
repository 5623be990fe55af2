extension Route {
    /// Answers ``ServerInfo``.
    public static let info = Route(.get, "/info", .viewers.and(.anyRun))
    /// Answers text: metrics in the exposition format of Prometheus.
    public static let metrics = Route(.get, "/metrics", .viewers, below: "")
    /// Answers the description of this interface by OpenAPI 3.1.
    public static let openAPI = Route(.get, "/openapi.json", .anybody)

    /// Takes a ``ComponentRecord``.
    public static let createComponent = Route(.post, "/components", .members)
    /// Takes a ``ComponentRecord`` whose component has the identity in the path.
    public static let updateComponent = Route(.put, "/components/{component}", .members)
    /// Answers a ``Listing`` of components. Queries: `type`; `name`, together with `type`.
    public static let components = Route(.get, "/components", .viewers)
    /// Answers a component.
    public static let component = Route(.get, "/components/{component}", .viewers)
    /// Answers ``SecretValues``. A run is told of its artifact store only.
    public static let componentSecrets = Route(.get, "/components/{component}/secrets", .members.and(.anyRun))
    /// Answers a ``ConnectorRecord``: the service connector that the component is bound to. A run is told of its
    /// artifact store's only.
    public static let componentConnector = Route(.get, "/components/{component}/connector", .members.and(.anyRun))
    public static let deleteComponent = Route(.delete, "/components/{component}", .members)

    /// Takes a stack.
    public static let createStack = Route(.post, "/stacks", .members)
    /// Answers a ``Listing`` of stacks. Query: `name`.
    public static let stacks = Route(.get, "/stacks", .viewers)
    /// Answers a ``Listing`` of the components that stacks have.
    public static let stackMembers = Route(.get, "/stacks/members", .viewers)
    /// Answers a stack.
    public static let stack = Route(.get, "/stacks/{stack}", .viewers)
    /// Takes a ``StackUpdate`` whose stack has the identity in the path.
    public static let updateStack = Route(.put, "/stacks/{stack}", .members)
    /// Answers a ``Listing`` of the components that went too. Query: `components`, `true` when they shall.
    public static let deleteStack = Route(.delete, "/stacks/{stack}", .members)

    /// Takes a ``SecretRecord``.
    public static let createSecret = Route(.post, "/secrets", .members)
    /// Takes a ``SecretRecord`` whose secret has the identity in the path.
    public static let updateSecret = Route(.put, "/secrets/{secret}", .members)
    /// Answers a ``Listing`` of secrets, without values. Query: `name`.
    public static let secrets = Route(.get, "/secrets", .viewers)
    /// Answers a secret, without values.
    public static let secret = Route(.get, "/secrets/{secret}", .viewers)
    /// Answers ``SecretValues``.
    public static let secretValues = Route(.get, "/secrets/{secret}/values", .members)
    public static let deleteSecret = Route(.delete, "/secrets/{secret}", .members)

    /// Takes a ``ConnectorRecord``.
    public static let createConnector = Route(.post, "/connectors", .members)
    /// Takes a ``ConnectorRecord`` whose connector has the identity in the path.
    public static let updateConnector = Route(.put, "/connectors/{connector}", .members)
    /// Answers a ``Listing`` of connectors. Query: `name`.
    public static let connectors = Route(.get, "/connectors", .viewers)
    /// Answers a connector.
    public static let connector = Route(.get, "/connectors/{connector}", .viewers)
    /// Answers ``SecretValues``.
    public static let connectorSecrets = Route(.get, "/connectors/{connector}/secrets", .members)
    public static let deleteConnector = Route(.delete, "/connectors/{connector}", .members)

    /// Takes a ``ScheduleRecord``.
    public static let createSchedule = Route(.post, "/schedules", .members)
    /// Takes a ``ScheduleRecord`` whose schedule has the identity in the path.
    public static let updateSchedule = Route(.put, "/schedules/{schedule}", .members)
    /// Answers a page of schedules. Queries: `pipeline`, `limit`, `cursor`; or `name` alone, for at most one schedule.
    public static let schedules = Route(.get, "/schedules", .viewers)
    /// Answers a schedule.
    public static let schedule = Route(.get, "/schedules/{schedule}", .viewers)
    /// Answers the plan of the schedule's runs.
    public static let schedulePlan = Route(.get, "/schedules/{schedule}/plan", .viewers)
    public static let deleteSchedule = Route(.delete, "/schedules/{schedule}", .members)
    /// Answers a ``ScheduleToken``.
    public static let makeScheduleToken = Route(.post, "/schedules/{schedule}/token", .members)
    /// Takes a ``FiringRequest``, answers a ``FiredRun``.
    public static let fire = Route(.post, "/schedules/{schedule}/firings", .members.and(.itsSchedule))

    /// Takes a ``NewRun``.
    public static let createRun = Route(.post, "/runs", .members)
    /// Answers a page of runs. Queries: `pipeline`, `status`, `schedule`, `limit`, `cursor`; or `matching` alone, for at
    /// most one run.
    public static let runs = Route(.get, "/runs", .viewers)
    /// Takes a ``RunTokenRequest``, answers a ``RunToken``.
    public static let makeRunToken = Route(.post, "/runs/{run}/token", .members)
    /// Takes a ``Moment``.
    public static let requestCancellation = Route(.post, "/runs/{run}/cancellation", .members)
    public static let deleteRun = Route(.delete, "/runs/{run}", .members)
    /// Takes a ``RunSelection``, answers what goes with the runs.
    public static let surveyRuns = Route(.post, "/runs/survey", .members)
    /// Takes a ``RunRemoval``, answers a ``Listing`` of the identities of the runs that it is to be asked for again.
    public static let removeRuns = Route(.post, "/runs/removal", .members)
    /// Takes a ``CondemnedTaking``, answers a condemned batch.
    public static let takeCondemned = Route(.post, "/condemned-contents/taking", .members)
    /// Takes a ``CondemnedDeletion``.
    public static let forgetCondemned = Route(.post, "/condemned-contents/deletion", .members)
    /// Answers the step run that succeeded with the key.
    public static let cachedStep = Route(.get, "/cached-steps/{digest}", .viewers.and(.anyRun))

    /// Answers a run.
    public static let run = Route(.get, "/runs/{run}", .viewers.and(.itsRun))
    /// Answers the plan of a run.
    public static let plan = Route(.get, "/runs/{run}/plan", .viewers.and(.itsRun))
    /// Answers a ``Listing`` of step runs.
    public static let steps = Route(.get, "/runs/{run}/steps", .viewers.and(.itsRun))
    /// Answers Server-Sent Events: see ``RunEventFrame``. Header `Last-Event-ID`, or query `after`: the cursor. Query
    /// `coalescing`: for how many milliseconds a step's launch or start may wait for the next change.
    public static let events = Route(.get, "/runs/{run}/events", .viewers.and(.itsRun))
    /// Answers Server-Sent Events: see ``LogEventFrame``. Header `Last-Event-ID`, or query `after`: a ``LogCursor``.
    public static let stepLogs = Route(.get, "/runs/{run}/steps/{step}/logs/stream", .viewers)
    /// Takes a ``RunAdvance``, answers the run.
    public static let advance = Route(.post, "/runs/{run}/status", .members.and(.itsRun))
    /// Takes a ``Conclusion``, answers how the run's main part ended.
    public static let conclude = Route(.post, "/runs/{run}/conclusion", .members.and(.itsRun))
    /// Takes a ``Settlement``, answers the step run.
    public static let settle = Route(.post, "/runs/{run}/steps/{step}/settlement", .members.and(.itsRun))
    /// Answers ``SecretValues``: the variables that the step's secrets make.
    public static let secretVariables = Route(.get, "/runs/{run}/steps/{step}/secret-variables", .members.and(.itsRun))
    /// Takes a ``Launch``.
    public static let launch = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/launch", .members.and(.itsRun))
    /// Takes a ``Claim``, answers a claim decision; after 20 seconds at the latest.
    public static let claim = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/claim", .members.and(.itsRun))
    /// Takes a ``Reservation``, answers a ``ReservationAnswer``.
    public static let reserve = Route(
        .post, "/runs/{run}/steps/{step}/attempts/{number}/reservation", .members.and(.itsRun))
    /// Takes a ``Report``, answers a ``ReportAnswer``.
    public static let report = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/report", .members.and(.itsRun))
    /// Takes a ``Loss``, answers the step run.
    public static let lose = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/loss", .members.and(.itsRun))
}
