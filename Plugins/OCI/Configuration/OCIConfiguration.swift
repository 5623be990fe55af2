import ApusCore
import ApusModel

/// The options of the container registry flavor `oci`.
struct OCIConfiguration: ComponentConfiguration {
    @Setting("Host, port and path under which images are kept", example: "registry.example:5000/team")
    var uri: String

    @Setting("Repository for the images of all pipelines; one for each pipeline when left out", example: "pipelines")
    var defaultRepository: String?

    @Setting("User; the connector's, or that of docker login, when left out", isSecret: true)
    var username: String?

    @Setting("Password or access token", isSecret: true)
    var password: String?

    @Setting("Certificates to trust instead of the system's: PEM text, or the path of a PEM file")
    var certificateAuthority: String?

    @Setting("Whether the registry's certificate is checked; each use without it warns")
    var verifyTls: Bool = true

    @Setting(
        "Whether the registry is asked without TLS; registries on this machine are, unless the uri begins with https://"
    )
    var plainHttp: Bool = false

    init() {}
}
