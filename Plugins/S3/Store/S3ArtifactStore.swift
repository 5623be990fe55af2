import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging
import SystemPackage

/// Keeps artifacts as objects of a bucket, under the prefix of the configured path.
struct S3ArtifactStore: ArtifactStore {
    let location: String
    let client: S3Client

    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    init(
        _ configuration: S3Configuration, _ context: ComponentContext,
        environment: [String: String] = ProcessInfo.processInfo.environment, http: (any HTTPClient)? = nil,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        let place = try S3Location(configuration.path)
        let endpoint = try S3Endpoint(
            url: configuration.endpointUrl, region: configuration.region, bucket: place.bucket,
            addressing: configuration.addressing)
        location = place.description + (configuration.endpointUrl.map { "?endpoint_url=\($0)" } ?? "")
        let tls = configuration.tls(of: context.component.name)
        client = S3Client(
            http: http ?? CurlHTTPClient(configuration: HTTPClientConfiguration(tls: tls, logger: context.logger)),
            endpoint: endpoint, location: place,
            credentials: try S3CredentialSource(
                configuration: configuration, access: context.access,
                environment: context.usesMachine ? environment : [:]),
            retry: S3RetryPolicy(clock: clock), logger: context.logger)
    }

    /// Writes, reads and deletes a probe.
    func verify() async throws {
        var client = client
        client.retry.attempts = 2
        let key = client.location.prefix + ".apus-probe-\(Identifier<S3ArtifactStore>.make())"
        let probe = Data("apus".utf8)
        try await client.put(probe, key: key)
        let isIntact = try await client.size(key: key) == Int64(probe.count)
        try await client.delete(key: key)
        if !isIntact { throw ApusError(.corrupted, "\(location) does not keep what is written to it") }
    }

    func size(of key: String) async throws -> Int64? {
        try checkKey(key)
        return try await client.size(key: client.location.prefix + key)
    }

    func keys(withPrefix prefix: String) async throws -> [String] {
        let root = client.location.prefix
        return try await client.keys(prefix: root + prefix)
            .map { String($0.dropFirst(root.count)) }
            .filter { !$0.isEmpty && !$0.hasSuffix("/") }  // consoles make folders as empty objects
            .sorted()
    }

    func delete(_ key: String) async throws {
        try checkKey(key)
        try await client.delete(key: client.location.prefix + key)
    }
}

extension S3Configuration {
    fileprivate func tls(of name: String) -> HTTPTLSConfiguration {
        var tls = HTTPTLSConfiguration()
        if let authority = certificateAuthority {
            tls.certificateAuthority =
                authority.contains("-----BEGIN") ? .pem(Data(authority.utf8)) : .file(FilePath(authority))
        }
        if !verifyTls {
            tls.verification = .insecure(reason: "artifact store '\(name)' has the option verify_tls=false")
        }
        return tls
    }
}
