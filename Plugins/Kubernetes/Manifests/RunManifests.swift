public import ApusCore
public import ApusModel

/// The objects that make a run: what is needed to start its driver, the driver's Job, and the Jobs of its steps.
public struct RunManifests: Sendable {
    /// The account of the orchestrator pod, unless options name one: it may edit the namespace.
    public let accounts: [JSONValue]
    /// What that account gets besides, where whoever submits the run may give it.
    public let extras: [JSONValue]
    /// The Secrets with the run's token and with the registry's credentials.
    public let secrets: [JSONValue]
    /// The driver's Job.
    public let orchestrator: JSONValue
    /// Builds the steps' Jobs.
    public let jobs: JobManifest
    private let plan: RunPlan
    private let run: Run

    /// - Parameters:
    ///   - url: the server's, as pods reach it.
    ///   - identity: by what pods prove themselves; `nil` for what the plan's options say.
    ///   - pullCredentials: by registry host.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public init(
        run: Run, plan: RunPlan, url: String, token: SecretString, identity: ServerEnvironment.Token? = nil,
        pullCredentials: [String: RegistryCredential]
    ) throws {
        let planned = try PlanOptions(plan)
        let options = planned.run
        let namespace = options.kubernetesNamespace
        let names = ObjectNames(run: run, plan: plan)
        let identity =
            identity ?? ServerEnvironment.Token(options, token: token, secret: names.tokenSecret)
        var secrets: [JSONValue] = []
        if case .secret = identity {
            secrets.append(TokenSecret.manifest(token, of: run, named: names.tokenSecret, namespace: namespace))
        }
        if !pullCredentials.isEmpty {
            secrets.append(
                try PullSecret.manifest(pullCredentials, of: run, named: names.pullSecret, namespace: namespace))
        }
        let isDefault = options.serviceAccountName == nil
        accounts =
            isDefault
            ? [DefaultServiceAccount.account(in: namespace), DefaultServiceAccount.binding(in: namespace)] : []
        extras =
            isDefault
            ? [DefaultServiceAccount.eventRole(in: namespace), DefaultServiceAccount.eventBinding(in: namespace)] : []
        self.secrets = secrets
        jobs = JobManifest(
            run: run, plan: plan, options: planned,
            server: ServerEnvironment(url: url, token: identity),
            pullSecret: pullCredentials.isEmpty ? nil : names.pullSecret)
        orchestrator = try jobs.orchestrator(serviceAccount: options.serviceAccountName ?? DefaultServiceAccount.name)
        self.plan = plan
        self.run = run
    }

    /// Everything in the order of making, with the first attempt of each step.
    /// - Parameter owner: the orchestrator's Job, which is known once it is made.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public func all(owner: JobOwner) throws(ApusError) -> [JSONValue] {
        var objects = accounts + extras + secrets + [orchestrator]
        for step in plan.steps {
            objects.append(try jobs.step(Attempt.Key(run: run.id, step: step.name, number: 1), owner: owner))
        }
        return objects
    }
}
