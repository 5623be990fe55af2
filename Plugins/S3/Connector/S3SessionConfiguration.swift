import ApusCore
import ApusModel

/// The options of authentication method `session-token`.
struct S3SessionConfiguration: ComponentConfiguration {
    @SettingGroup var endpoint: S3ConnectorOptions
    @Setting("Token of temporary credentials", isSecret: true)
    var sessionToken: String

    init() {}

    var access: S3Access { endpoint.access(sessionToken: SecretString(sessionToken)) }
}
