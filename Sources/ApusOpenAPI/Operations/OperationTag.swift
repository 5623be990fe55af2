/// What operations are about; groups them in the document.
enum OperationTag: String, CaseIterable, Sendable {
    case server, accounts, components, stacks, secrets, connectors, schedules, runs, progress, dashboard

    var description: String {
        switch self {
        case .server: "The server itself."
        case .accounts: "Accounts, logins, API keys."
        case .components: "Stack components: configured instances of flavors."
        case .stacks: "Stacks: one component for each type."
        case .secrets: "Named secrets, which components and steps refer to."
        case .connectors: "Service connectors: verified access to infrastructure."
        case .schedules: "Schedules, and the runs of their firings."
        case .runs: "Runs, their plans and steps."
        case .progress: "What the programs of a run report, and the stream of a run's changes."
        case .dashboard: "What the dashboard asks for: sessions of browsers, and views made for people."
        }
    }
}
