import ApusCore
import ApusModel
import ApusOCI
import FoundationEssentials
import SystemPackage

/// What `docker login` keeps for this machine's user
/// (https://docs.docker.com/reference/cli/docker/login/#credential-stores).
struct DockerConfiguration: Sendable {
    /// `config.json`; `nil` when the environment says of no place.
    let file: FilePath?
    private let environment: [String: String]

    /// - Parameter folder: the folder of `config.json`; without it the one that `environment` names.
    init(folder: FilePath? = nil, environment: [String: String]) {
        let named = environment["DOCKER_CONFIG"] ?? environment["HOME"].map { "\($0)/.docker" }
        file = (folder ?? named.map { FilePath($0) })?.appending("config.json")
        self.environment = environment
    }

    /// The credential for `host`, or `nil` if there is none.
    /// - Throws: ``ApusError`` with `.notFound` when the program that keeps it is not installed, `.unauthorized` when
    ///   that program fails, `.timedOut`.
    func credential(for host: String) async throws -> RegistryCredential? {
        guard let json = contents() else { return nil }
        if let helper = helper(for: host, in: json), let found = try await helper.credential(for: Self.keys(host)[0]) {
            return found
        }
        return Self.keys(host).lazy.compactMap { json["auths"]?[$0].flatMap(Self.credential) }.first
    }

    /// The program that keeps the credentials for `host`, if one does.
    func helper(for host: String) -> DockerCredentialHelper? { contents().flatMap { helper(for: host, in: $0) } }

    /// The registries that somebody logged in to.
    func hosts() -> [String] {
        guard let json = contents() else { return [] }
        let keys = ["auths", "credHelpers"].flatMap { (json[$0]?.objectValue ?? [:]).keys }
        return Set(keys.compactMap(Self.host)).sorted()
    }

    /// The file as JSON; `nil` when it is missing or something else: that is as good as nobody having logged in.
    func contents() -> JSONValue? {
        guard let file, let data = FileManager.default.contents(atPath: file.string) else { return nil }
        return try? CanonicalJSON.decode(JSONValue.self, from: data)
    }

    /// The names under which `host` may be kept, the one that is written first.
    static func keys(_ host: String) -> [String] {
        host == "docker.io"
            ? ["https://index.docker.io/v1/", "docker.io"] : [host, "https://\(host)", "http://\(host)"]
    }
}

extension DockerConfiguration {
    private func helper(for host: String, in json: JSONValue) -> DockerCredentialHelper? {
        let named = Self.keys(host).lazy.compactMap { json["credHelpers"]?[$0]?.stringValue }.first
        return (named ?? json["credsStore"]?.stringValue).flatMap { $0.isEmpty ? nil : $0 }.map {
            DockerCredentialHelper(name: $0, environment: environment)
        }
    }

    private static func credential(_ entry: JSONValue) -> RegistryCredential? {
        if let token = entry["identitytoken"]?.stringValue, !token.isEmpty {
            return .identityToken(SecretString(token))
        }
        if let username = entry["username"]?.stringValue, let password = entry["password"]?.stringValue {
            return RegistryCredential(username: username, password: SecretString(password))
        }
        guard let text = entry["auth"]?.stringValue, let decoded = Data(base64Encoded: text) else { return nil }
        let pair = String(decoding: decoded, as: UTF8.self)
        guard let colon = pair.firstIndex(of: ":") else { return nil }
        return RegistryCredential(
            username: String(pair[..<colon]), password: SecretString(String(pair[pair.index(after: colon)...])))
    }

    private static func host(_ key: String) -> String? {
        if key == keys("docker.io")[0] { return "docker.io" }
        // A key that is no address is no registry's.
        return try? RegistryAddress(key).host
    }
}
