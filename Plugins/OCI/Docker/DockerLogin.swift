import ApusCore
import ApusModel
import ApusOCI
import FoundationEssentials
import SystemPackage

/// Writes a registry's credentials where docker keeps them.
enum DockerLogin {
    /// Everything else in the file stays; where a program keeps the credentials for the registry, it gets them.
    /// - Throws: ``ApusError`` with `.corrupted` when the file is there and is no JSON object, `.unauthorized` when the
    ///   program fails, `.forbidden` when the file cannot be written.
    static func write(_ login: ConnectorLogin) async throws -> ConnectorLogin.Receipt {
        let host = login.access.resourceID
        guard let username = login.access.values["username"]?.stringValue,
            let password = login.access.secrets["password"]
        else {
            throw ApusError(
                .unsupported, "service connector '\(login.connector)' has no user and password for docker",
                hint: "apus service-connector describe \(login.connector)")
        }
        let configuration = DockerConfiguration(environment: login.environment)
        guard let file = configuration.file else {
            throw ApusError(
                .notFound, "there is no place for docker's configuration", hint: "set HOME or DOCKER_CONFIG")
        }
        let credential = RegistryCredential(username: username, password: password)
        let key = DockerConfiguration.keys(host)[0]
        let receipt = ConnectorLogin.Receipt(file: file.string, command: "docker pull \(host)/IMAGE")
        if let helper = configuration.helper(for: host) {
            try await helper.store(credential, for: key)
            return receipt
        }
        var members: [String: JSONValue] = [:]
        if let data = FileManager.default.contents(atPath: file.string), !data.isEmpty {
            guard let json = configuration.contents()?.objectValue else {
                throw ApusError(
                    .corrupted, "'\(file)' is no JSON object", hint: "mend it, or move it away and log in again")
            }
            members = json
        }
        var entries = members["auths"]?.objectValue ?? [:]
        entries[key] =
            credential.isIdentityToken
            ? ["identitytoken": .string(password.revealed())]
            : ["auth": .string(Data("\(username):\(password.revealed())".utf8).base64EncodedString())]
        members["auths"] = .object(entries)
        try FileReplacement.write(Data(CanonicalJSON.prettyText(JSONValue.object(members)).utf8), to: file)
        return receipt
    }
}
