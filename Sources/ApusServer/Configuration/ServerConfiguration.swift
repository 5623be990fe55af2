public import ApusModel
public import SystemPackage

/// How a ``MetadataServer`` serves.
public struct ServerConfiguration: Sendable {
    /// The address or name to listen on.
    public var host: String
    /// The port to listen on; 0 for any that is free.
    public var port: Int
    /// Where the server keeps its keys; made when it is not there.
    public var folder: FilePath
    /// Where other machines reach the server, when that is not the address that it listens on.
    public var baseURL: String?
    /// What is said about the end of a run token whose maker gave it none: it is good until then at least, while its
    /// run goes on.
    public var runTokenLifetime: Duration
    /// How long the tokens of a run are good after its end, for last reports: as long as a runner tries to send one.
    public var runTokenGrace: Duration
    /// Whether the start makes the account `admin` an admin that is enabled, with a new password: the way in for
    /// whoever has the data folder and no password.
    public var resetsAdmin: Bool
    /// The password of the account that the first start makes; `nil` for a random one, which is said.
    public var firstPassword: SecretString?
    /// How long a person's login lasts.
    public var loginLifetime: Duration
    /// How much work it is to try one password.
    public var passwordCost: PasswordCost
    /// How long one key signs tokens.
    public var tokenKeyAge: Duration
    /// The longest body that is accepted, in bytes.
    public var maximumBodySize: Int
    /// How long a client may leave a connection as it is: send nothing while it has something to send or to ask, or take
    /// nothing of an answer. Then it is cut off.
    public var patience: Duration
    /// How long a client may take to send a body, however steadily.
    public var bodyPatience: Duration
    /// After how long without a change an event stream says that it is still there.
    public var keepAlive: Duration

    public init(
        host: String = "127.0.0.1", port: Int = Self.defaultPort, folder: FilePath, baseURL: String? = nil,
        runTokenLifetime: Duration = .seconds(24 * 3600), runTokenGrace: Duration = .seconds(900),
        resetsAdmin: Bool = false, firstPassword: SecretString? = nil,
        loginLifetime: Duration = .seconds(7 * 24 * 3600),
        passwordCost: PasswordCost = .standard,
        tokenKeyAge: Duration = .seconds(90 * 24 * 3600), maximumBodySize: Int = 16 << 20,
        patience: Duration = .seconds(60), bodyPatience: Duration = .seconds(120), keepAlive: Duration = .seconds(15)
    ) {
        self.host = host
        self.port = port
        self.folder = folder
        self.baseURL = baseURL
        self.runTokenLifetime = runTokenLifetime
        self.runTokenGrace = runTokenGrace
        self.resetsAdmin = resetsAdmin
        self.firstPassword = firstPassword
        self.loginLifetime = loginLifetime
        self.passwordCost = passwordCost
        self.tokenKeyAge = tokenKeyAge
        self.maximumBodySize = maximumBodySize
        self.patience = patience
        self.bodyPatience = bodyPatience
        self.keepAlive = keepAlive
    }

    /// Where pods reach the server: the base URL, else the address that it listens on, when that is one and not this
    /// machine's alone; `nil` where it cannot be told.
    var podURL: String? {
        if let baseURL { return baseURL }
        let isUnclear = ["0.0.0.0", "::", "::1", "localhost"].contains(host) || host.hasPrefix("127.") || port == 0
        return isUnclear ? nil : "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// The port that clients expect.
    public static let defaultPort = 8237
}
