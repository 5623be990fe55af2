import ApusHTTP
import ApusModel
import FoundationEssentials

/// What an API server answers instead of doing what it was asked: a `Status` object
/// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/). The cause of an
/// ``/ApusModel/ApusError`` that a ``KubernetesClient`` throws.
public struct APIStatus: Error, Sendable, Hashable {
    /// The HTTP status.
    public let code: Int
    /// The server's word for it, such as `AlreadyExists`; empty when the answer was no `Status`.
    public let reason: String
    public let message: String
    /// The resource that it is about, in plural, and the object's name, as far as the server says.
    public let kind: String?
    public let name: String?
    /// How long the server wants to be left alone.
    public let retryAfter: Duration?

    public init(
        code: Int, reason: String = "", message: String, kind: String? = nil, name: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.kind = kind
        self.name = name
        self.retryAfter = retryAfter
    }
}

extension APIStatus: Decodable {
    private enum Key: String, CodingKey { case code, reason, message, details }
    private enum DetailKey: String, CodingKey { case kind, name, retryAfterSeconds }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let hasDetails = container.contains(.details)
        let details = hasDetails ? try container.nestedContainer(keyedBy: DetailKey.self, forKey: .details) : nil
        self.init(
            code: try container.decodeIfPresent(Int.self, forKey: .code) ?? 0,
            reason: try container.decodeIfPresent(String.self, forKey: .reason) ?? "",
            message: try container.decodeIfPresent(String.self, forKey: .message) ?? "",
            kind: try details?.decodeIfPresent(String.self, forKey: .kind),
            name: try details?.decodeIfPresent(String.self, forKey: .name),
            retryAfter: try details?.decodeIfPresent(Int.self, forKey: .retryAfterSeconds).map { .seconds($0) })
    }
}

extension APIStatus {
    /// Reads an answer's body, which may be anything: a proxy's page, say.
    init(_ response: HTTPResponse) async throws {
        let body = try await response.body.prefix(upTo: 64 << 10)
        let read = try? ObjectForm(response).decode(APIStatus.self, from: body)  // no Status: its text has to do
        let header = response.headers["Retry-After"].flatMap { Int($0.trimmed) }.map { Duration.seconds($0) }
        let text = String(String(decoding: body, as: UTF8.self).trimmed.prefix(300))
        self.init(
            code: response.status, reason: read?.reason ?? "",
            message: read.flatMap { $0.message.isEmpty ? nil : $0.message }
                ?? (text.isEmpty ? "the server answers with HTTP status \(response.status)" : text),
            kind: read?.kind, name: read?.name, retryAfter: header ?? read?.retryAfter)
    }

    /// This answer without the secrets of `credential`, which a proxy or an authenticator may repeat.
    func covering(_ credential: IssuedCredential) -> APIStatus {
        let secrets = [credential.token, credential.password?.password].compactMap(\.self)
        return APIStatus(
            code: code, reason: secrets.reduce(reason) { $1.covered(in: $0) },
            message: secrets.reduce(message) { $1.covered(in: $0) }, kind: kind, name: name, retryAfter: retryAfter)
    }

    /// Whether the list position or page that was asked for is too old
    /// (https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses).
    var isGone: Bool { code == 410 || reason == "Expired" || reason == "Gone" }

    func allowsRepetition(_ repetition: APIRequest.Repetition) -> Bool {
        switch repetition {
        case .always: code == 429 || (500...599).contains(code) && code != 501
        case .ifUntouched: code == 429
        }
    }
}
