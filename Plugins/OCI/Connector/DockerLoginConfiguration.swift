import ApusCore
import ApusModel

/// The options of authentication method `docker-login`.
struct DockerLoginConfiguration: ComponentConfiguration {
    @Setting("Host and port of the registry; docker.io for Docker Hub", example: "registry.example:5000")
    var registry: String
    @Setting(
        "Folder of docker's config.json; what DOCKER_CONFIG says at registration without it, or else ~/.docker",
        example: "/home/me/.docker")
    var dockerConfig: String?
    @Setting("Certificates to trust instead of the system's: PEM text, or the path of a PEM file")
    var certificateAuthority: String?
    @Setting("Whether the registry's certificate is checked; each use without it warns")
    var verifyTls: Bool = true
    @Setting("Whether the registry is asked without TLS; registries on this machine are")
    var plainHttp: Bool = false

    init() {}
}
