import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// Where credentials come from: the component's options, else its connector, else the environment
/// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`). Shared credentials files are not read.
final class S3CredentialSource: Sendable {
    private let fixed: S3Credentials?
    /// What credentials of a connector are for.
    private let place: (bucket: String, endpointURL: String?)
    private let access: (@Sendable () async throws -> ResourceAccess)?
    private let renewed = Mutex<(credentials: S3Credentials, expiresAt: Date?)?>(nil)
    /// How long before their end credentials are asked for anew, in seconds.
    private static let margin = 60.0

    /// - Throws: ``ApusError`` with `.invalidConfiguration` when only one of the two keys is given.
    init(
        configuration: S3Configuration, access: (@Sendable () async throws -> ResourceAccess)?,
        environment: [String: String]
    ) throws(ApusError) {
        self.access = access
        // The artifact store checks its path itself.
        place = ((try? S3Location(configuration.path))?.bucket ?? "", configuration.endpointUrl)
        let given = try Self.pair(
            configuration.accessKeyId, configuration.secretAccessKey, configuration.sessionToken,
            names: ("option 'access_key_id'", "option 'secret_access_key'"))
        if given == nil, access == nil {
            fixed = try Self.pair(
                environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"],
                environment["AWS_SESSION_TOKEN"], names: ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
        } else {
            fixed = given
        }
    }

    /// Credentials that stay the same.
    init(fixed: S3Credentials) {
        self.fixed = fixed
        access = nil
        place = ("", nil)
    }

    /// Credentials that hold for another minute at least.
    /// - Throws: ``ApusError`` with `.unauthorized` when there are none, `.invalidConfiguration` when those of the
    ///   connector are for another bucket or endpoint, and what the connector throws.
    func current(now: Date = Date()) async throws -> S3Credentials {
        if let fixed { return fixed }
        guard let access else { throw Self.missing }
        let held = renewed.withLock { $0 }
        if let held, held.expiresAt.map({ $0.timeIntervalSince(now) > Self.margin }) ?? true { return held.credentials }
        let given = try await access()
        try checkPlace(of: given)
        guard let key = given.secrets["access_key_id"]?.revealed() ?? given.values["access_key_id"]?.stringValue,
            let secret = given.secrets["secret_access_key"]
        else { throw Self.missing }
        let credentials = S3Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: given.secrets["session_token"])
        renewed.withLock { $0 = (credentials, given.expiresAt) }
        return credentials
    }

    private func checkPlace(of given: ResourceAccess) throws(ApusError) {
        guard given.resourceType == .s3Bucket, given.resourceID == "s3://\(place.bucket)" else {
            throw ApusError(
                .invalidConfiguration,
                "the service connector is for '\(given.resourceID)', the artifact store in 's3://\(place.bucket)'",
                hint: "connect it with --resource-id=s3://\(place.bucket)")
        }
        func plain(_ url: String?) -> String { String((url ?? "").reversed().drop { $0 == "/" }.reversed()) }
        let endpoint = given.values["endpoint_url"]?.stringValue
        guard plain(endpoint) == plain(place.endpointURL) else {
            throw ApusError(
                .invalidConfiguration, "the service connector and the artifact store have different endpoints",
                reason: "'\(endpoint ?? "Amazon's")' and '\(place.endpointURL ?? "Amazon's")'",
                hint: "set the option 'endpoint_url' of the artifact store to that of the connector")
        }
    }

    private static func pair(
        _ key: String?, _ secret: String?, _ token: String?, names: (String, String)
    ) throws(ApusError) -> S3Credentials? {
        switch (key.flatMap(\.nonEmpty), secret.flatMap(\.nonEmpty)) {
        case (nil, nil): return nil
        case (let key?, let secret?):
            return S3Credentials(
                accessKeyID: key, secretAccessKey: SecretString(secret),
                sessionToken: token.flatMap(\.nonEmpty).map(SecretString.init))
        case (nil, _):
            throw ApusError(.invalidConfiguration, "\(names.1) of an S3 artifact store is given without \(names.0)")
        case (_, nil):
            throw ApusError(.invalidConfiguration, "\(names.0) of an S3 artifact store is given without \(names.1)")
        }
    }

    private static let missing = ApusError(
        .unauthorized, "an S3 artifact store has no credentials",
        reason: "neither its options nor AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY give them",
        hint: "apus artifact-store register NAME --flavor s3 --access-key-id=… --secret-access-key=…")
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
