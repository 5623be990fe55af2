import ApusAPI
import ApusClient
import ApusHTTP
import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Use the server at URL for stacks and runs from now on.",
        discussion: """
            By an API key from --api-key-stdin or --api-key-file, else from APUS_API_KEY, else by that of the server \
            that 'apus server start' runs on this machine, else by what was used last. Without any of these, a terminal \
            shows a code, which you confirm in a browser where you are logged in; --device does so in any case. With \
            --account, by a password. Both make a login that ends at 'apus logout', or by itself after some days.

            A server of 'apus server deploy' needs no URL: with --kubernetes-context it is reached through the \
            cluster's API server, with your rights there.
            """)

    @Argument(help: "Such as http://10.244.0.1:8237.")
    var url: String?
    @Option(help: "The context of your kubeconfig, for the server of 'apus server deploy' in that cluster.")
    var kubernetesContext: String?
    @Option(help: "The namespace that it is in; apus without it.")
    var namespace: String?
    @Option(help: "Log in to this account by its password, which is asked for.")
    var account: String?
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false
    @Flag(help: "Read the API key from standard input.")
    var apiKeyStdin = false
    @Option(help: "A file that holds the API key; - for standard input.")
    var apiKeyFile: String?
    @Flag(help: "Show a code to confirm in a browser, whatever credentials there are.")
    var device = false
    @Flag(help: "As --device, and open the page here: with $BROWSER, else with xdg-open.")
    var browser = false

    func validate() throws {
        if (url == nil) == (kubernetesContext == nil) {
            throw ValidationError("give the server's URL, or --kubernetes-context")
        }
        if namespace != nil, kubernetesContext == nil {
            throw ValidationError("--namespace needs --kubernetes-context")
        }
        if passwordStdin, account == nil { throw ValidationError("--password-stdin needs --account, whose it is") }
        if account != nil || (apiKeyStdin && apiKeyFile != nil), apiKeyStdin || apiKeyFile != nil {
            throw ValidationError("give one of --account, --api-key-stdin and --api-key-file")
        }
        if device || browser, account != nil || apiKeyStdin || apiKeyFile != nil {
            throw ValidationError("a code needs none of --account, --api-key-stdin and --api-key-file")
        }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let home = try Home(environment: environment)
        let address = try address()
        let token = try await token(for: address, home, environment)
        let connection = try ServerConnection(url: address, key: token)
        let server = try await connection.store.info()
        _ = try await connection.store.stacks()
        try home.saveAPIKey(token, for: address)
        try home.changeUserState { $0.server = address }
        Console.error.print("Stacks and runs are kept by \(address) (version \(server.version)) from now on.")
    }

    private func token(for url: String, _ home: Home, _ environment: [String: String]) async throws -> SecretString {
        if device || browser { return try await logInByCode(at: url) }
        if let account { return try await logIn(to: url, as: account) }
        if let file = apiKeyFile ?? (apiKeyStdin ? "-" : nil) { return try Self.apiKey(in: file) }
        if let given = environment["APUS_API_KEY"], !given.isEmpty { return SecretString(given) }
        let local = LocalServer(home: home)
        if local.running()?.url == url, let key = local.apiKey() { return key }
        if let kept = try home.apiKey(for: url), try await goesOn(kept, at: url) { return kept }
        if Dialog() != nil { return try await logInByCode(at: url) }
        throw ApusError(
            .unauthorized, "there is no API key for \(url)",
            reason: "it is not the server of 'apus server start' on this machine",
            hint: "apus login \(url) --device, --account NAME, or --api-key-file FILE")
    }

    /// Whether it is no login that has ended.
    private func goesOn(_ kept: SecretString, at url: String) async throws -> Bool {
        guard CredentialKind(of: kept) == .login else { return true }
        do {
            _ = try await ServerConnection(url: url, key: kept).store.whoAmI()
            return true
        } catch let error as ApusError where error.code == .unauthorized {
            return false
        }
    }

    private func logIn(to url: String, as name: String) async throws -> SecretString {
        let password = try SecretInput.password("password of account '\(name)'", fromStandardInput: passwordStdin)
        return said(
            try await RemoteStore.logIn(
                to: url, as: name, password: password, client: ServerConnection.client(for: url)))
    }

    private func logInByCode(at url: String) async throws -> SecretString {
        let process = ProcessInfo.processInfo
        let name = "apus \(ApusVersion.current) of \(process.userName) on \(process.hostName)"
        let new = try await RemoteStore.logIn(to: url, confirmedFor: name, client: ServerConnection.client(for: url)) {
            start in
            Console.error.report([
                "Open \(start.verificationURL) in a browser and enter the code \(start.userCode),",
                "or open \(start.verificationURLWithCode)",
                "It is good for \(start.lifetime / 60) minutes.",
            ])
            if browser { try BrowserProgram.open(start.verificationURLWithCode) }
        }
        return said(new)
    }

    private func said(_ new: NewLogin) -> SecretString {
        let end = Timestamp.text(new.login.expiresAt)
        Console.error.print("Logged in as '\(new.account.name)' (\(new.account.role.rawValue)) until \(end).")
        return new.token.value
    }

    private static func apiKey(in file: String) throws(ApusError) -> SecretString {
        let key = try SecretInput.firstLine(of: file == "-" ? "/dev/stdin" : FilePath(file)).trimmed
        if !key.isEmpty { return SecretString(key) }
        throw ApusError(.invalidArgument, "the file '\(file)' holds no API key", reason: "its first line is empty")
    }

    private func address() throws(ApusError) -> String {
        guard let kubernetesContext else { return try Self.address(url ?? "") }
        let namespace = namespace ?? ServerPlaceOptions.usualNamespace
        return "\(ClusterServerURL(context: kubernetesContext, namespace: namespace))"
    }

    /// `text` as the base of the server's URLs, without a slash at the end.
    private static func address(_ text: String) throws(ApusError) -> String {
        if ClusterServerURL(text) != nil { return text }
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parsed = URL(string: trimmed), ["http", "https"].contains(parsed.scheme), parsed.host() != nil else {
            throw ApusError(
                .invalidArgument, "'\(text)' is no URL of a server", hint: "apus login http://127.0.0.1:8237")
        }
        return trimmed
    }
}
