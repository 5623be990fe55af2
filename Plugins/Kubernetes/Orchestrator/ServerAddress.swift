import FoundationEssentials

/// Where a server can be reached from.
enum ServerAddress {
    /// Whether `url` names the machine that uses it.
    static func isLoopback(_ url: String) -> Bool {
        guard let host = URL(string: url)?.host() else { return false }
        return host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
    }
}
