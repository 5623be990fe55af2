import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesKubeconfig
import SystemPackage

/// Access to one context of a kubeconfig, or to every context, by its name. The kubeconfig is read at each use.
struct KubeconfigConnector: ServiceConnector {
    private let configuration: KubeconfigContextConfiguration
    private let context: ConnectorContext
    private let http: @Sendable (HTTPClientConfiguration) -> any HTTPClient

    init(
        _ configuration: KubeconfigContextConfiguration, _ context: ConnectorContext,
        http: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient
    ) throws(ApusError) {
        if configuration.content == nil, configuration.kubeconfig == nil {
            throw ApusError(
                .invalidConfiguration, "service connector '\(context.connector.name)' knows no kubeconfig",
                reason: "it was stored without being prepared",
                hint: "apus service-connector update \(context.connector.name) --kubeconfig=PATH")
        }
        if configuration.content == nil { try context.checkMayUse("a kubeconfig file") }
        self.configuration = configuration
        self.context = context
        self.http = http
    }

    func soleResource(of type: ResourceType) -> String? {
        guard type == .kubernetesCluster, !configuration.allContexts else { return nil }
        // A kubeconfig that cannot be read names nothing; whoever uses the connector is told why.
        return configuration.clusterName ?? (try? clusterName(in: kubeconfig()))
    }

    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        try await each(type, resourceID) { connector, id in
            try await connector.resources(of: type, matching: id).map { ResourceReport(resourceID: $0) }
        }.filter { $0.problem == nil }.map(\.resourceID)
    }

    func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport] {
        try await each(type, resourceID) { connector, id in try await connector.examine(type, matching: id) }
    }

    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        try KubernetesConnector.check(type, of: context.connector)
        return try await connector(to: resourceID, in: kubeconfig()).access(to: resourceID, of: type)
    }
}

extension KubeconfigConnector {
    /// Asks at one context or at all of them, eight at a time. One of several that fails is reported.
    private func each(
        _ type: ResourceType, _ resourceID: String?,
        _ ask: @escaping @Sendable (KubernetesConnector, String) async throws -> [ResourceReport]
    ) async throws -> [ResourceReport] {
        try KubernetesConnector.check(type, of: context.connector)
        let kubeconfig = try kubeconfig()
        if let wanted = try resourceID ?? (configuration.allContexts ? nil : clusterName(in: kubeconfig)) {
            return try await ask(connector(to: wanted, in: kubeconfig), wanted)
        }
        let names = kubeconfig.contexts.map(\.name).sorted()
        let outcomes = try await withThrowingTaskGroup(of: (String, Result<[ResourceReport], ApusError>).self) {
            group in
            var outcomes: [(name: String, result: Result<[ResourceReport], ApusError>)] = []
            for (index, name) in names.enumerated() {
                if index >= 8, let next = try await group.next() { outcomes.append(next) }
                group.addTask {
                    do {
                        return (name, .success(try await ask(connector(to: name, in: kubeconfig), name)))
                    } catch let error as ApusError {
                        return (name, .failure(error))
                    }
                }
            }
            for try await next in group { outcomes.append(next) }
            return outcomes.sorted { $0.name < $1.name }
        }
        let failures = outcomes.compactMap { outcome in
            if case .failure(let error) = outcome.result { error } else { nil }
        }
        if let first = failures.first, failures.count == outcomes.count { throw first }
        return outcomes.flatMap { name, result in
            switch result {
            case .success(let reports): reports
            case .failure(let error): [ResourceReport(resourceID: name, problem: Diagnostic(error))]
            }
        }
    }

    private func kubeconfig() throws(ApusError) -> Kubeconfig {
        let name = context.connector.name
        if let content = configuration.content {
            let kubeconfig = try Kubeconfig.read(
                SecretString(content), as: "the kubeconfig that service connector '\(name)' keeps")
            if let strange = kubeconfig.machineParts.first { try context.checkMayUse(strange) }
            return kubeconfig
        }
        let files = Kubeconfig.paths(in: ["KUBECONFIG": configuration.kubeconfig ?? ""])
        do {
            return try Kubeconfig.load(files: files)
        } catch  where error.code == .notFound {
            throw ApusError(
                .notFound, "the kubeconfig of service connector '\(name)' is not on this machine",
                reason: error.reason,
                hint: "apus service-connector update \(name) --store, where it is, keeps it for every machine",
                cause: error)
        }
    }

    /// Of the only context.
    private func clusterName(in kubeconfig: Kubeconfig) throws(ApusError) -> String {
        if let name = configuration.clusterName { return name }
        return try kubeconfig.context(configuration.context).cluster
    }

    private func connector(to resource: String, in kubeconfig: Kubeconfig) throws(ApusError) -> KubernetesConnector {
        if !configuration.allContexts {
            let only = try clusterName(in: kubeconfig)
            if resource != only { throw KubernetesConnector.unknown(resource, of: context.connector, only: only) }
        }
        var access = try kubeconfig.resolve(configuration.allContexts ? resource : configuration.context).access
        access.name = resource
        if let namespace = configuration.namespace { access.namespace = namespace }
        return KubernetesConnector(context, access: access, http: http)
    }
}
