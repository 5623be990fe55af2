import ApusCore
import ApusModel
import KubernetesClient

/// The options of authentication method `password`.
struct PasswordConfiguration: ClusterConfiguration {
    @SettingGroup var cluster: ClusterOptions
    @Setting("Name of the user")
    var username: String
    @Setting("Password of the user", isSecret: true, example: "@password")
    var password: String

    init() {}

    func access(of connector: String) throws(ApusError) -> ClusterAccess {
        try cluster.access(
            of: connector,
            credential: .password(UserPassword(username: username, password: SecretString(password))))
    }
}
