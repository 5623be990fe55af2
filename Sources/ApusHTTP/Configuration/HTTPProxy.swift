/// Whether requests go through a proxy. Its description shows no credentials.
public struct HTTPProxy: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    enum Choice: Sendable, Hashable {
        case environment
        case none
        case url(String)
    }

    let choice: Choice

    /// As `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say when a connection is made.
    public static let environment: HTTPProxy = HTTPProxy(choice: .environment)

    /// Never, whatever the environment says.
    public static let none: HTTPProxy = HTTPProxy(choice: .none)

    /// Always through `url` (`http://user:password@proxy:3128`).
    public static func url(_ url: String) -> HTTPProxy { HTTPProxy(choice: .url(url)) }

    public var description: String {
        switch choice {
        case .environment: "as the environment says"
        case .none: "none"
        case .url(let url): RedactedURL(url).description
        }
    }

    public var customMirror: Mirror { Mirror(self, children: ["proxy": description]) }
}
