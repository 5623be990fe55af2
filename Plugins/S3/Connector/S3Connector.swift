import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging

/// Access to the buckets of an S3 endpoint.
struct S3Connector: ServiceConnector {
    private let name: String
    private let access: S3Access
    private let logger: Logger
    private let http: any HTTPClient

    /// - Throws: ``ApusError`` with `.invalidConfiguration` for an endpoint that is no URL.
    init(_ context: ConnectorContext, _ access: S3Access, http: (any HTTPClient)? = nil) throws(ApusError) {
        name = context.connector.name
        self.access = access
        logger = context.logger
        self.http =
            http
            ?? CurlHTTPClient(configuration: HTTPClientConfiguration(tls: access.tls(of: name), logger: context.logger))
        _ = try S3Endpoint(serviceURL: access.endpointURL, region: access.region)
    }

    /// Lists the buckets; of one that is given, its contents.
    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        let bucket = try checked(resourceID, type)
        if let bucket {
            try await explaining(bucket) { try await client(bucket).proveListing() }
            return ["s3://\(bucket)"]
        }
        return try await explaining(nil) { try await client("").buckets() }.sorted().map { "s3://\($0)" }
    }

    /// Asks at the bucket, too: any name might be one.
    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        if let bucket = try checked(resourceID, type) {
            try await explaining(bucket) { try await client(bucket).proveListing() }
        }
        var values: [String: JSONValue] = ["region": .string(access.region)]
        values["endpoint_url"] = access.endpointURL.map { .string($0) }
        var secrets = [
            "access_key_id": SecretString(access.credentials.accessKeyID),
            "secret_access_key": access.credentials.secretAccessKey,
        ]
        secrets["session_token"] = access.credentials.sessionToken
        return ResourceAccess(resourceType: type, resourceID: resourceID, values: values, secrets: secrets)
    }
}

extension S3Connector {
    /// The bucket that is meant, as `s3://NAME` or `NAME`; `nil` for all.
    private func checked(_ resourceID: String?, _ type: ResourceType) throws(ApusError) -> String? {
        guard type == .s3Bucket else {
            throw ApusError(
                .unsupported, "service connector '\(name)' gives no access to a \(type)",
                reason: "it gives access to a \(ResourceType.s3Bucket)")
        }
        guard let resourceID else { return nil }
        do {
            let location = try S3Location(resourceID.hasPrefix("s3://") ? resourceID : "s3://\(resourceID)")
            if location.prefix.isEmpty { return location.bucket }
        } catch {
            // Whatever is no bucket's name is not among the buckets.
        }
        throw ApusError(
            .notFound, "service connector '\(name)' does not reach '\(resourceID)'", reason: "it is no bucket's name",
            hint: "name a bucket as s3://NAME")
    }

    private func client(_ bucket: String) throws(ApusError) -> S3Client {
        let endpoint =
            bucket.isEmpty
            ? try S3Endpoint(serviceURL: access.endpointURL, region: access.region)
            : try S3Endpoint(url: access.endpointURL, region: access.region, bucket: bucket, addressing: nil)
        var retry = S3RetryPolicy(clock: ContinuousClock())
        retry.attempts = 2
        return S3Client(
            http: http, endpoint: endpoint, location: S3Location(bucket: bucket),
            credentials: S3CredentialSource(fixed: access.credentials), retry: retry, logger: logger)
    }

    private func explaining<Result>(_ bucket: String?, _ body: () async throws -> Result) async throws -> Result {
        let place = access.endpointURL ?? "Amazon S3 in \(access.region)"
        let renewal = "apus service-connector update \(name) --access-key-id=@FILE --secret-access-key=@FILE"
        do {
            return try await body()
        } catch let failure as S3Failure {
            let error = failure.error(
                while: bucket.map { "listing the bucket '\($0)'" } ?? "listing the buckets", bucket: bucket ?? "",
                region: access.region)
            switch error.code {
            case .unauthorized:
                throw ApusError(
                    .unauthorized, "\(place) does not accept the credentials of service connector '\(name)'",
                    reason: error.reason, hint: renewal, cause: failure)
            case .forbidden where bucket == nil:
                throw ApusError(
                    .forbidden, "service connector '\(name)' may not list the buckets of \(place)",
                    reason: error.reason,
                    hint: "limit it to one bucket: apus service-connector update \(name) --resource-id=s3://NAME",
                    cause: failure)
            default: throw error
            }
        } catch let error as ApusError where error.code == .timedOut {
            throw ApusError(
                .unavailable, "\(place) does not answer", reason: error.reason,
                hint: "check the option 'endpoint_url' of service connector '\(name)'", cause: error)
        }
    }
}
