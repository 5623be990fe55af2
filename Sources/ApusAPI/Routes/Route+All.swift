extension Route {
    /// Answers ``ServerInfo``. For users and every run's token.
    public static let info = Route(.get, "/info")

    /// Takes a ``ComponentRecord``.
    public static let createComponent = Route(.post, "/components")
    /// Takes a ``ComponentRecord`` whose component has the identity in the path.
    public static let updateComponent = Route(.put, "/components/{component}")
    /// Answers a ``Listing`` of components. Queries: `type`; `name`, together with `type`.
    public static let components = Route(.get, "/components")
    /// Answers a component.
    public static let component = Route(.get, "/components/{component}")
    /// Answers ``SecretValues``. For users, and for runs whose artifact store it is.
    public static let componentSecrets = Route(.get, "/components/{component}/secrets")
    /// Answers a ``ConnectorRecord``: the service connector that the component is bound to. For users, and for runs
    /// whose artifact store it is.
    public static let componentConnector = Route(.get, "/components/{component}/connector")
    public static let deleteComponent = Route(.delete, "/components/{component}")

    /// Takes a stack.
    public static let createStack = Route(.post, "/stacks")
    /// Answers a ``Listing`` of stacks. Query: `name`.
    public static let stacks = Route(.get, "/stacks")
    /// Answers a ``Listing`` of the components that stacks have.
    public static let stackMembers = Route(.get, "/stacks/members")
    /// Takes a ``StackUpdate`` whose stack has the identity in the path.
    public static let updateStack = Route(.put, "/stacks/{stack}")
    /// Answers a ``Listing`` of the components that went too. Query: `components`, `true` when they shall.
    public static let deleteStack = Route(.delete, "/stacks/{stack}")

    /// Takes a ``SecretRecord``.
    public static let createSecret = Route(.post, "/secrets")
    /// Takes a ``SecretRecord`` whose secret has the identity in the path.
    public static let updateSecret = Route(.put, "/secrets/{secret}")
    /// Answers a ``Listing`` of secrets, without values. Query: `name`.
    public static let secrets = Route(.get, "/secrets")
    /// Answers ``SecretValues``.
    public static let secretValues = Route(.get, "/secrets/{secret}/values")
    public static let deleteSecret = Route(.delete, "/secrets/{secret}")

    /// Takes a ``ConnectorRecord``.
    public static let createConnector = Route(.post, "/connectors")
    /// Takes a ``ConnectorRecord`` whose connector has the identity in the path.
    public static let updateConnector = Route(.put, "/connectors/{connector}")
    /// Answers a ``Listing`` of connectors. Query: `name`.
    public static let connectors = Route(.get, "/connectors")
    /// Answers a connector.
    public static let connector = Route(.get, "/connectors/{connector}")
    /// Answers ``SecretValues``.
    public static let connectorSecrets = Route(.get, "/connectors/{connector}/secrets")
    public static let deleteConnector = Route(.delete, "/connectors/{connector}")

    /// Takes a ``ScheduleRecord``.
    public static let createSchedule = Route(.post, "/schedules")
    /// Takes a ``ScheduleRecord`` whose schedule has the identity in the path.
    public static let updateSchedule = Route(.put, "/schedules/{schedule}")
    /// Answers a page of schedules. Queries: `pipeline`, `limit`, `cursor`; or `name` alone, for at most one schedule.
    public static let schedules = Route(.get, "/schedules")
    /// Answers a schedule.
    public static let schedule = Route(.get, "/schedules/{schedule}")
    /// Answers the plan of the schedule's runs.
    public static let schedulePlan = Route(.get, "/schedules/{schedule}/plan")
    public static let deleteSchedule = Route(.delete, "/schedules/{schedule}")
    /// Answers a ``ScheduleToken``.
    public static let makeScheduleToken = Route(.post, "/schedules/{schedule}/token")
    /// Takes a ``FiringRequest``, answers a ``FiredRun``. For users and for the schedule's own token.
    public static let fire = Route(.post, "/schedules/{schedule}/firings")

    /// Takes a ``NewRun``.
    public static let createRun = Route(.post, "/runs")
    /// Answers a page of runs. Queries: `pipeline`, `status`, `schedule`, `limit`, `cursor`; or `matching` alone, for at
    /// most one run.
    public static let runs = Route(.get, "/runs")
    /// Takes a ``RunTokenRequest``, answers a ``RunToken``.
    public static let makeRunToken = Route(.post, "/runs/{run}/token")
    /// Takes a ``Moment``.
    public static let requestCancellation = Route(.post, "/runs/{run}/cancellation")
    public static let deleteRun = Route(.delete, "/runs/{run}")
    /// Answers the step run that succeeded with the key. For users and every run's token.
    public static let cachedStep = Route(.get, "/cached-steps/{digest}")

    /// Answers a run. This and the ones below are for users and for the run's own token.
    public static let run = Route(.get, "/runs/{run}")
    /// Answers the plan of a run.
    public static let plan = Route(.get, "/runs/{run}/plan")
    /// Answers a ``Listing`` of step runs.
    public static let steps = Route(.get, "/runs/{run}/steps")
    /// Answers Server-Sent Events: see ``RunEventFrame``. Header `Last-Event-ID`, or query `after`: the cursor.
    public static let events = Route(.get, "/runs/{run}/events")
    /// Takes a ``RunAdvance``, answers the run.
    public static let advance = Route(.post, "/runs/{run}/status")
    /// Takes a ``Settlement``, answers the step run.
    public static let settle = Route(.post, "/runs/{run}/steps/{step}/settlement")
    /// Answers ``SecretValues``: the variables that the step's secrets make.
    public static let secretVariables = Route(.get, "/runs/{run}/steps/{step}/secret-variables")
    /// Takes a ``Launch``.
    public static let launch = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/launch")
    /// Takes a ``Claim``, answers a claim decision; after 20 seconds at the latest.
    public static let claim = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/claim")
    /// Takes a ``Report``, answers a ``ReportAnswer``.
    public static let report = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/report")
    /// Takes a ``Loss``, answers the step run.
    public static let lose = Route(.post, "/runs/{run}/steps/{step}/attempts/{number}/loss")
}
