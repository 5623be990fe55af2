import ApusCore
import ApusModel
import KubernetesClient

/// The options of authentication method `token`.
struct TokenConfiguration: ClusterConfiguration {
    @SettingGroup var cluster: ClusterOptions
    @Setting("Bearer token, such as that of a service account", isSecret: true, example: "@token")
    var token: String

    init() {}

    func access(of connector: String) throws(ApusError) -> ClusterAccess {
        try cluster.access(of: connector, credential: .token(SecretString(token.trimmed)))
    }
}
