public import ApusCore
public import ApusHTTP
public import ApusModel
public import Logging

/// The metadata store of a server.
///
/// Calls are made again while the server is away, for as long as the ``RemoteRetries`` say; a server that stays away is
/// an ``/ApusModel/ApusError`` with `.unavailable`. Credentials that it does not accept are `.unauthorized`, what they
/// do not allow is `.forbidden`.
public struct RemoteStore: MetadataStore {
    let server: RemoteServer

    /// - Parameters:
    ///   - url: the server's, such as `http://127.0.0.1:8237`; or `kubernetes://CONTEXT/NAMESPACE` for a `client` that
    ///     is a way to what that names.
    ///   - token: an API key, or the token of a run or schedule, which can do nothing else.
    ///   - client: must outlive the store.
    ///   - logger: gets constant messages with the facts in the metadata, none above debug.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what is no URL.
    public init(
        url: String, token: BearerToken, client: any HTTPClient, retries: RemoteRetries = RemoteRetries(),
        logger: Logger = Logger(label: "apus.client")
    ) throws(ApusError) {
        guard Self.schemes.contains(where: url.hasPrefix) else {
            throw ApusError(
                .invalidArgument, "'\(url)' is no URL of a server",
                reason: "it does not begin with http:// or https://",
                hint: "apus login http://127.0.0.1:8237")
        }
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        server = RemoteServer(url: url, token: token, client: client, retries: retries, logger: logger)
    }

    /// As ``init(url:token:client:retries:logger:)``, with a token that never changes.
    public init(
        url: String, token: SecretString, client: any HTTPClient, retries: RemoteRetries = RemoteRetries(),
        logger: Logger = Logger(label: "apus.client")
    ) throws(ApusError) {
        try self.init(url: url, token: .text(token), client: client, retries: retries, logger: logger)
    }

    private static let schemes = ["http://", "https://", "kubernetes://"]

    /// The server's URL, without a slash at the end.
    public var url: String { server.url }
}
