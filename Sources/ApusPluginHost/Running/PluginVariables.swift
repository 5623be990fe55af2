/// Which of the host's variables a plugin gets.
enum PluginVariables {
    /// What programs need to find their way; nothing that holds credentials.
    private static let names: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    ]

    /// - Parameter declared: the names that the plugin's manifest asks for beyond the usual ones.
    static func filtered(_ environment: [String: String], declared: [String]) -> [String: String] {
        environment.filter { name, _ in
            names.contains(name) || name.hasPrefix("LC_") || declared.contains(name)
        }
    }
}
