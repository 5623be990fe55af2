import ApusCore
import ApusModel
import ApusOCI
import SystemPackage

/// What a user of docker has already.
enum FoundDockerLogin {
    /// A password or token from the file itself, or the program that issues it anew at each use.
    /// - Throws: ``ApusError`` with `.notFound` when nobody logged in, `.invalidArgument` when it is not clear where.
    static func look(_ wish: FoundCredentials.Wish, environment: [String: String]) async throws -> FoundCredentials {
        let given = wish.options["docker_config"] ?? wish.options["docker-config"]
        let docker = DockerConfiguration(folder: given.map { FilePath($0) }, environment: environment)
        let place = docker.file.map { "'\($0)'" } ?? "docker's configuration"
        let hosts = docker.hosts()
        guard let registry = wish.options["registry"] ?? wish.resourceID ?? (hosts.count == 1 ? hosts[0] : nil) else {
            throw ApusError(
                hosts.isEmpty ? .notFound : .invalidArgument,
                hosts.isEmpty ? "\(place) knows no registry" : "\(place) knows several registries",
                reason: hosts.isEmpty ? nil : hosts.joined(separator: ", "),
                hint: hosts.isEmpty ? "docker login HOST, or give --username and --password" : "add --registry=HOST")
        }
        let host = try RegistryAddress(registry).host
        let helper = docker.helper(for: host)
        guard let found = try await docker.credential(for: host) else {
            throw ApusError(
                .notFound, "\(place) has no credentials for the registry '\(host)'",
                reason: hosts.isEmpty ? "it has none" : "it has some for \(hosts.joined(separator: ", "))",
                hint: "docker login \(host)")
        }
        let method = wish.authMethod ?? (helper != nil ? "docker-login" : found.isIdentityToken ? "token" : "password")
        var options: [String: JSONValue] = ["registry": .string(registry)]
        switch method {
        case "password" where !found.isIdentityToken:
            options["username"] = .string(found.username)
            options["password"] = .string(found.password.revealed())
        case "token" where found.isIdentityToken: options["token"] = .string(found.password.revealed())
        case "docker-login": break
        default:
            throw ApusError(
                .notFound, "\(place) has nothing for the authentication method '\(method)'",
                reason: found.isIdentityToken ? "it has a token" : "it has a password", hint: "leave out --auth-method")
        }
        let origin = helper.map { "the program 'docker-credential-\($0.name)' that \(place) names" }
        return FoundCredentials(authMethod: method, options: options, origin: origin ?? "the login in \(place)")
    }
}
