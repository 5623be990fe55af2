import ApusCore
import ApusModel

/// Where credentials come from: for the component's own registry its options, else its connector; for every registry,
/// what `docker login` keeps.
struct RegistryCredentials: Sendable {
    private let host: String
    private let fixed: RegistryCredential?
    private let access: (@Sendable () async throws -> ResourceAccess)?
    private let docker: DockerConfiguration

    /// - Throws: ``ApusError`` with `.invalidConfiguration` when only one of username and password is given.
    init(
        host: String, _ configuration: OCIConfiguration, of name: String,
        access: (@Sendable () async throws -> ResourceAccess)?, environment: [String: String]
    ) throws(ApusError) {
        self.host = host
        self.access = access
        switch (configuration.username, configuration.password) {
        case (nil, nil): fixed = nil
        case (let username?, let password?):
            fixed = RegistryCredential(username: username, password: SecretString(password))
        default:
            throw ApusError(
                .invalidConfiguration, "container registry '\(name)' needs 'username' and 'password', or neither",
                hint: "--username=USER --password=PASSWORD")
        }
        docker = DockerConfiguration(environment: environment)
    }

    /// The credential for `other`, or `nil` if there is none.
    /// - Throws: what the connector throws.
    func credential(for other: String) async throws -> RegistryCredential? {
        if other == host {
            if let fixed { return fixed }
            if let given = try await access?() {
                guard given.resourceID == host else {
                    throw ApusError(
                        .invalidConfiguration,
                        "the service connector is for the registry '\(given.resourceID)', not for '\(host)'",
                        reason: "its credentials are shown to no other registry",
                        hint: "connect the container registry to a connector for '\(host)'")
                }
                let username = given.values["username"]?.stringValue ?? given.secrets["username"]?.revealed()
                guard let username, let password = given.secrets["password"] else {
                    throw ApusError(
                        .unauthorized, "the service connector gives no username and password for the registry '\(host)'"
                    )
                }
                return RegistryCredential(username: username, password: password)
            }
        }
        return try await docker.credential(for: other)
    }
}
