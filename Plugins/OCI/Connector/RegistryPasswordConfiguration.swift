import ApusCore
import ApusModel

/// The options of authentication method `password`.
struct RegistryPasswordConfiguration: ComponentConfiguration {
    @Setting("Host and port of the registry; docker.io for Docker Hub", example: "registry.example:5000")
    var registry: String
    @Setting("Name of the user")
    var username: String
    @Setting("Password or access token of the user", isSecret: true)
    var password: String
    @Setting("Certificates to trust instead of the system's: PEM text, or the path of a PEM file")
    var certificateAuthority: String?
    @Setting("Whether the registry's certificate is checked; each use without it warns")
    var verifyTls: Bool = true
    @Setting("Whether the registry is asked without TLS; registries on this machine are")
    var plainHttp: Bool = false

    init() {}
}
