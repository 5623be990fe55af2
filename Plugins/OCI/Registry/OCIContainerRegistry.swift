import ApusCore
import ApusHTTP
import ApusModel
import ApusOCI
import FoundationEssentials
import Logging
import SystemPackage

/// Keeps images in a registry that speaks the OCI distribution API.
struct OCIContainerRegistry: ContainerRegistry {
    private let place: RegistryAddress
    private let defaultRepository: String?
    private let isPlain: Bool
    private let credentials: RegistryCredentials
    /// For the component's own registry, with its certificates, and for all others.
    private let http: (own: any HTTPClient, others: any HTTPClient)

    var address: String { place.description }

    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    init(
        _ configuration: OCIConfiguration, _ context: ComponentContext,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        let name = context.component.name
        let place = try RegistryAddress(configuration.uri)
        self.place = place
        if let repository = configuration.defaultRepository, !ImageReference.isRepository(repository) {
            throw ApusError(
                .invalidConfiguration,
                "option 'default_repository' of container registry '\(name)' cannot be '\(repository)'",
                reason: "a name has lower case letters, digits and '.', '_', '-' or '/' between them")
        }
        defaultRepository = configuration.defaultRepository
        let isLocal = RegistryAddress.isLoopback(place.host)
        if place.isPlain == true, !isLocal, !configuration.plainHttp {
            throw ApusError(
                .invalidConfiguration, "container registry '\(name)' would be asked without TLS",
                reason: "'\(configuration.uri)' is not on this machine", hint: "--plain-http=true if that is meant")
        }
        isPlain = place.isPlain ?? (configuration.plainHttp || isLocal)
        credentials = try RegistryCredentials(
            host: place.host, configuration, of: name, access: context.access,
            environment: context.usesMachine ? environment : [:])
        http = (
            CurlHTTPClient(
                configuration: HTTPClientConfiguration(tls: configuration.tls(of: name), logger: context.logger)),
            CurlHTTPClient(configuration: HTTPClientConfiguration(logger: context.logger))
        )
    }

    /// Reaches the registry and begins a push, which it cancels.
    func verify() async throws {
        let client = client(for: place.host)
        try await client.ping()
        try await client.checkPush(to: place.repository(defaultRepository ?? "apus"))
    }

    func resolve(_ image: String) async throws -> String {
        let reference = try ImageReference(image, in: place)
        let digest = try await client(for: reference.host).digest(of: reference)
        return reference.pinned(to: digest).description
    }

    func publish(_ assembly: ImageAssembly) async throws -> String {
        let repository = place.repository(defaultRepository ?? assembly.repository)
        guard ImageReference.isRepository(repository) else {
            throw ApusError(
                .invalidArgument, "'\(repository)' cannot be a repository",
                reason: "a name has lower case letters, digits and '.', '_', '-' or '/' between them")
        }
        let base = try assembly.base.map { try ImageReference($0, in: place) }
        let publisher = ImagePublisher(
            to: client(for: place.host), basesFrom: client(for: base?.host ?? place.host))
        return try await publisher.publish(assembly, on: base, in: repository).description
    }

    func pullCredentials() async throws -> [String: RegistryCredential] {
        guard let credential = try await credentials.credential(for: place.host) else { return [:] }
        return [place.host: credential]
    }

    private func client(for host: String) -> RegistryClient {
        let isOwn = host == place.host
        return RegistryClient(
            host: host, isPlain: isOwn ? isPlain : RegistryAddress.isLoopback(host),
            http: isOwn ? http.own : http.others
        ) { [credentials] in try await credentials.credential(for: host) }
    }
}

extension OCIConfiguration {
    fileprivate func tls(of name: String) -> HTTPTLSConfiguration {
        var tls = HTTPTLSConfiguration()
        if let authority = certificateAuthority {
            tls.certificateAuthority =
                authority.contains("-----BEGIN") ? .pem(Data(authority.utf8)) : .file(FilePath(authority))
        }
        if !verifyTls {
            tls.verification = .insecure(reason: "container registry '\(name)' has the option verify_tls=false")
        }
        return tls
    }
}
