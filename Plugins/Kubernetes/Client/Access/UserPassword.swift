public import ApusModel
import FoundationEssentials

/// A user's name and password, for servers up to 1.18 and for proxies before newer ones.
public struct UserPassword: Sendable, Hashable {
    public let username: String
    public let password: SecretString

    public init(username: String, password: SecretString) {
        self.username = username
        self.password = password
    }

    /// The value of an `Authorization` header (RFC 7617).
    var header: String { "Basic " + Data("\(username):\(password.revealed())".utf8).base64EncodedString() }
}
