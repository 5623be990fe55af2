import ApusCore
import ApusHTTP
import ApusModel
import ApusOCI
import FoundationEssentials
import SystemPackage

/// The connector type `docker-registry`: access to one container registry.
enum RegistryConnectors {
    typealias MakeHTTP = @Sendable (HTTPTLSConfiguration) -> (any HTTPClient)?

    /// - Parameter http: makes what registries are contacted with; `nil` for libcurl.
    static func type(
        environment: [String: String] = ProcessInfo.processInfo.environment, http: @escaping MakeHTTP = { _ in nil }
    ) -> ConnectorType {
        ConnectorType(
            name: "docker-registry", summary: "One container registry", resourceTypes: [.dockerRegistry],
            authMethods: [password(http), token(http), dockerLogin(environment, http)],
            find: { wish in try await FoundDockerLogin.look(wish, environment: environment) },
            login: { login in try await DockerLogin.write(login) })
    }

    private static func password(_ http: @escaping MakeHTTP) -> ConnectorType.AuthMethod {
        ConnectorType.AuthMethod(
            name: "password", summary: "A user's name with a password or access token",
            configuration: RegistryPasswordConfiguration.self
        ) { configuration, context in
            let name = context.connector.name
            let place = try RegistryPlace(
                configuration.registry, certificateAuthority: configuration.certificateAuthority,
                verifyTLS: configuration.verifyTls, plainHTTP: configuration.plainHttp, of: name)
            let known = RegistryCredential(
                username: configuration.username, password: SecretString(configuration.password))
            return RegistryConnector(
                context, place: place, renewal: "apus service-connector update \(name) --password=@FILE",
                http: http(place.tls)
            ) { known }
        }
    }

    private static func token(_ http: @escaping MakeHTTP) -> ConnectorType.AuthMethod {
        ConnectorType.AuthMethod(
            name: "token", summary: "An identity token", configuration: RegistryTokenConfiguration.self
        ) { configuration, context in
            let name = context.connector.name
            let place = try RegistryPlace(
                configuration.registry, certificateAuthority: configuration.certificateAuthority,
                verifyTLS: configuration.verifyTls, plainHTTP: configuration.plainHttp, of: name)
            let known = RegistryCredential.identityToken(SecretString(configuration.token))
            return RegistryConnector(
                context, place: place, renewal: "apus service-connector update \(name) --token=@FILE",
                http: http(place.tls)
            ) { known }
        }
    }

    private static func dockerLogin(
        _ environment: [String: String], _ http: @escaping MakeHTTP
    ) -> ConnectorType.AuthMethod {
        ConnectorType.AuthMethod(
            name: "docker-login", summary: "What docker login or a credential helper has, asked for at each use",
            configuration: DockerLoginConfiguration.self,
            prepare: { options in
                var options = options
                if options["docker_config"] == nil,
                    let folder = DockerConfiguration(environment: environment).file?.removingLastComponent()
                {
                    options["docker_config"] = .string(folder.string)
                }
                return options
            },
            make: { configuration, context in
                try context.checkMayUse("what docker login keeps")
                let place = try RegistryPlace(
                    configuration.registry, certificateAuthority: configuration.certificateAuthority,
                    verifyTLS: configuration.verifyTls, plainHTTP: configuration.plainHttp,
                    of: context.connector.name)
                let docker = DockerConfiguration(
                    folder: configuration.dockerConfig.map { FilePath($0) }, environment: environment)
                return RegistryConnector(
                    context, place: place, renewal: "docker login \(place.host)", http: http(place.tls)
                ) { try await docker.credential(for: place.host) }
            })
    }
}
