import ApusAPI
public import ApusCore
public import ApusModel
public import FoundationEssentials
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// Serves a metadata store over REST: the routes of ``/ApusAPI/Route``, `/health` with `/health/live` and
/// `/health/ready`, `/metrics`, and the dashboard.
///
/// The first start makes the account `admin` and an API key of it, which it leaves in the file `api-key` of the data
/// folder.
public struct MetadataServer: Service {
    private let configuration: ServerConfiguration
    private let store: any MetadataStore & AccountStore
    private let flavors: ServerFlavors?
    private let programs: (any ProgramVerifier)?
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let onFirstAccount: @Sendable (_ name: String, _ password: SecretString) async throws -> Void
    private let onListening: @Sendable (String) async -> Void

    /// - Parameters:
    ///   - store: what is served, and whom it is served to.
    ///   - flavors: what components can be registered of at the server, and whose logs and artifacts it shows.
    ///   - programs: knows programs of runs by what is no token of the server.
    ///   - logger: gets one record for each call, at info.
    ///   - now: tells when tokens are made and end.
    ///   - onFirstAccount: called when the first account got a random password, also by a reset. Nobody can find it out
    ///     later.
    ///   - onListening: called once with the URL that the server listens on.
    public init(
        configuration: ServerConfiguration, store: any MetadataStore & AccountStore,
        flavors: ServerFlavors? = nil, programs: (any ProgramVerifier)? = nil,
        logger: Logger = Logger(label: "apus.server"),
        now: @escaping @Sendable () -> Date = { Date() },
        onFirstAccount: @escaping @Sendable (_ name: String, _ password: SecretString) async throws -> Void = { _, _ in
        },
        onListening: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.store = store
        self.flavors = flavors
        self.programs = programs
        self.logger = logger
        self.now = now
        self.onFirstAccount = onFirstAccount
        self.onListening = onListening
    }

    /// Serves until the service group that runs it shuts down, or the task is cancelled. Calls under way are finished
    /// then, and event streams end.
    /// - Throws: ``/ApusModel/ApusError`` when the data folder cannot be used, or nothing can listen at that address.
    public func run() async throws {
        let folder = try ServerFolder(configuration.folder)
        let identity = try folder.identity()
        let accounts = CachedAccounts(store)
        let first = FirstAccount(
            accounts: accounts, folder: folder, cost: configuration.passwordCost,
            password: configuration.firstPassword, now: now)
        var password = try await first.makeIfMissing()
        if password == nil, configuration.resetsAdmin { password = try await first.reset() }
        if let password { try await onFirstAccount(Account.firstName, password) }
        let life = RunTokenLife(store: store, grace: configuration.runTokenGrace, now: now)
        let keyring = try await TokenKeyring(
            file: folder.tokenKeys, earlierKey: folder.earlierTokenKey(), longestUse: configuration.tokenKeyAge,
            now: now, isNeeded: { try await life.isAnyLeft(of: $0) })
        let tokens = AccessTokens(
            keyring: keyring, issuer: identity, lifetime: configuration.runTokenLifetime, life: life, now: now)
        let health = HealthRoutes(store: store, shutdown: ShutdownMark(), metrics: ServerMetrics())
        let authentication = Authentication(
            accounts: accounts, tokens: tokens,
            programs: programs.map { VerifiedPrograms(verifier: $0, life: life, now: now) }, now: now)
        let router = try router(accounts, tokens, authentication, keyring, identity, health)
        var frameworkLogger = logger
        frameworkLogger.logLevel = max(logger.logLevel, .notice)
        let (host, announce, patience) = (configuration.host, onListening, configuration.patience)
        let application = Application(
            router: router,
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [SlowReaderGuard(limit: TimeAmount(patience))],
                    idleTimeout: TimeAmount(patience))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: configuration.port)),
            onServerRunning: { channel in
                let name = host.contains(":") ? "[\(host)]" : host
                await announce("http://\(name):\(channel.localAddress?.port ?? 0)")
            },
            logger: frameworkLogger)
        do {
            try await withGracefulShutdownHandler {
                try await application.run()
            } onGracefulShutdown: {
                health.shutdown.set()
            }
        } catch let error as IOError {
            throw ApusError(
                .unavailable, "the server cannot listen on \(host), port \(configuration.port)", reason: "\(error)",
                hint: "choose another port with --port, 0 for any that is free", cause: error)
        }
    }

    private func router(
        _ accounts: CachedAccounts, _ tokens: AccessTokens, _ authentication: Authentication,
        _ keyring: TokenKeyring, _ identity: String, _ health: HealthRoutes
    ) throws -> Router<CallContext> {
        let router = Router(context: CallContext.self)
        router.add(middleware: RequestIdentity())
        router.add(middleware: RequestLog(logger: logger))
        router.add(middleware: RequestMeter(metrics: health.metrics))
        router.add(middleware: ProblemMiddleware(maximumBodySize: configuration.maximumBodySize, logger: logger))
        health.addHealth(to: router)
        let table = RouteTable(
            router: router, authentication: authentication,
            limits: CallLimits(bodySize: configuration.maximumBodySize, bodyPatience: configuration.bodyPatience),
            answers: RememberedAnswers(now: now))
        health.addMetrics(to: table)
        let (baseURL, verifies) = (configuration.baseURL, programs != nil)
        table.on(.info) { call in
            try .json(
                ServerInfo(
                    version: ApusVersion.current, id: identity, baseURL: baseURL ?? call.reachedURL,
                    verifiesPrograms: verifies))
        }
        let logins = Logins(
            accounts: accounts, cost: configuration.passwordCost, lifetime: configuration.loginLifetime, now: now)
        LoginRoutes(accounts: accounts, logins: logins).add(to: table)
        DeviceLoginRoutes(
            logins: DeviceLogins(accounts: accounts, logins: logins, now: now), baseURL: baseURL
        ).add(to: table)
        AccountRoutes(accounts: accounts, logins: logins).add(to: table)
        APIKeyRoutes(accounts: accounts, now: now).add(to: table)
        TokenKeyRoutes(keyring: keyring).add(to: table)
        ComponentRoutes(store: store).add(to: table)
        StackRoutes(store: store).add(to: table)
        ConnectorRoutes(store: store).add(to: table)
        SecretRoutes(store: store).add(to: table)
        RunRoutes(store: store, tokens: tokens).add(to: table)
        RetentionRoutes(store: store, logger: logger).add(to: table)
        ScheduleRoutes(store: store, tokens: tokens).add(to: table)
        ProgressRoutes(store: store, keepAlive: configuration.keepAlive, metrics: health.metrics).add(to: table)
        let contents = RunContents(store: store, flavors: flavors, logger: logger)
        LogRoutes(store: store, contents: contents, keepAlive: configuration.keepAlive, metrics: health.metrics)
            .add(to: table)
        try DocumentRoutes().add(to: table)
        SessionRoutes(accounts: accounts, logins: logins, baseURL: baseURL).add(to: table)
        FlavorRoutes(store: store, flavors: flavors, now: now).add(to: table)
        ReachRoutes(
            store: store, flavors: flavors, tokens: tokens, url: configuration.podURL, verifiesPrograms: verifies,
            logger: logger, now: now
        ).add(to: table)
        RunViewRoutes(store: store, contents: contents).add(to: table)
        ForecastRoutes(store: store, now: now).add(to: table)
        DashboardPages().add(to: router)
        try table.checkIsComplete()
        table.refuseOtherMethods()
        return router
    }
}
