extension Route {
    /// Every route. A server that answers others, or not all of these, does not start.
    public static let all: [Route] = [
        [info, metrics, openAPI], accountRoutes, deviceLoginRoutes, componentRoutes, stackRoutes, secretRoutes,
        connectorRoutes, scheduleRoutes, runRoutes, progressRoutes, dashboardRoutes,
    ].flatMap { $0 }

    /// Whether the call makes something new, and takes an `Idempotency-Key`, by which the same call made again makes
    /// nothing more: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header.
    public var isCreation: Bool { Self.creations.contains(self) }

    private static let creations: Set<Route> = [
        createAccount, createAPIKey, rotateAPIKey, createComponent, createStack, createSecret, createConnector,
        createSchedule, createRun, triggerSchedule, repeatRun,
    ]
    private static let accountRoutes = [
        logIn, logOut, whoAmI, changePassword, createAccount, accounts, account, updateAccount, setPassword,
        deleteAccount, createAPIKey, apiKeys, rotateAPIKey, deleteAPIKey, rotateTokenKeys,
    ]
    private static let componentRoutes = [
        createComponent, updateComponent, components, component, componentSecrets, componentConnector, deleteComponent,
    ]
    private static let stackRoutes = [createStack, stacks, stackMembers, stack, updateStack, deleteStack]
    private static let secretRoutes = [createSecret, updateSecret, secrets, secret, secretValues, deleteSecret]
    private static let connectorRoutes = [
        createConnector, updateConnector, connectors, connector, connectorSecrets, deleteConnector,
    ]
    private static let scheduleRoutes = [
        createSchedule, updateSchedule, schedules, schedule, schedulePlan, deleteSchedule, makeScheduleToken, fire,
    ]
    private static let runRoutes = [
        createRun, runs, makeRunToken, requestCancellation, deleteRun, surveyRuns, removeRuns, takeCondemned,
        forgetCondemned, cachedStep, run, plan, steps,
    ]
    private static let progressRoutes = [
        events, stepLogs, advance, conclude, settle, secretVariables, launch, claim, reserve, report, lose,
    ]
}
