import ApusCore
import ApusModel
import KubernetesClient

/// The options of authentication method `client-certificate`.
struct ClientCertificateConfiguration: ClusterConfiguration {
    @SettingGroup var cluster: ClusterOptions
    @Setting("Client certificate, PEM or its base64", isSecret: true, example: "@client.crt")
    var clientCertificate: String
    @Setting("Key of the client certificate, PEM or its base64", isSecret: true, example: "@client.key")
    var clientKey: String

    init() {}

    func access(of connector: String) throws(ApusError) -> ClusterAccess {
        let owner = "of service connector '\(connector)'"
        return try cluster.access(
            of: connector,
            identity: ClientIdentity(
                certificate: try PEM.text(clientCertificate, as: "client_certificate \(owner)"),
                key: SecretString(try PEM.text(clientKey, as: "client_key \(owner)"))))
    }
}
