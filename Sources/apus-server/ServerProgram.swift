import ApusBundled
import ApusBundledArtifactStores
import ApusCore
import ApusModel
import ApusPostgres
import ApusSQL
import ApusServer
import ApusStore
import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle
import SystemPackage
import UnixSignals

@main
struct ServerProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus-server", abstract: "Serves stacks and runs to apus on other machines.",
        discussion: """
            The first start makes the account 'admin', says its password, and writes an API key of it to the file \
            api-key in the data folder.
            """,
        version: ApusVersion.current, subcommands: [DocumentCommand.self])

    @Option(help: "A file with these options in YAML, such as 'port: 8237'; those given here go over it.")
    var config: String?
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 for any that is free.")
    var port = ServerConfiguration.defaultPort
    @Option(help: "The data folder; without it, server in APUS_HOME or ~/.apus.")
    var data: String?
    @Option(help: "A PostgreSQL database to keep everything in: postgresql://apus@db/apus; or APUS_DATABASE_URL.")
    var database: String?
    @Option(help: "The URL by which other machines reach this server, if it is another one.")
    var baseURL: String?
    @Option(help: "Where the first account's password is written, instead of standard error.")
    var passwordFile: String?
    @Option(help: "A namespace whose pods are known by tokens of their service accounts; may be given several times.")
    var trustNamespace: [String] = []
    @Option(help: "The kubeconfig's context of the cluster that says whose such a token is, if not this pod's cluster.")
    var trustContext: String?
    @Option(help: "A file with the password that the first account gets, in place of a random one; it may be missing.")
    var firstPassword: String?
    @Flag(help: "Make the account 'admin' an admin that is enabled, with a new password, which is said.")
    var resetAdmin = false

    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            await main(try fromFile(words) + words)
        } catch {
            say("error: \(error)")
            Glibc.exit(EXIT_FAILURE)
        }
    }

    /// What the file says that `words` name, if they are understood and name one.
    private static func fromFile(_ words: [String]) throws(ApusError) -> [String] {
        // What is wrong with them is said later.
        guard let path = (try? parse(words))?.config else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ApusError(
                .notFound, "the file '\(path)' cannot be read", hint: "name another with --config, or leave it out")
        }
        let words = try OptionsFile.words(String(decoding: data, as: UTF8.self), of: path)
        do {
            _ = try parse(words)
        } catch {
            throw ApusError(
                .invalidConfiguration, "the file '\(path)' has an option that is none", reason: message(for: error),
                hint: "apus-server --help")
        }
        return words
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let level = environment["APUS_LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? .warning
        var logger = Logger(label: "apus.server", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        do {
            let folder = try ServerFolder(data.map { FilePath($0) } ?? ServerFolder.usual(environment: environment))
            let configuration = ServerConfiguration(
                host: host, port: port, folder: folder.path, baseURL: baseURL, resetsAdmin: resetAdmin,
                firstPassword: firstPassword.flatMap { Self.password(in: $0) })
            let url = (database ?? environment["APUS_DATABASE_URL"]).flatMap { $0.isEmpty ? nil : SecretString($0) }
            let store = try await Self.store(in: folder, or: url, environment: environment, logger: logger)
            let flavors = ServerFlavors(
                declared: try FlavorRegistry(BundledPlugins.all), artifactStores: try BundledArtifactStores.registry(),
                home: Self.home(environment) ?? folder.path)
            let server = MetadataServer(
                configuration: configuration, store: store, flavors: flavors, programs: try programs(logger),
                logger: logger,
                onFirstAccount: { [passwordFile] in try Self.tell($0, password: $1, in: passwordFile) },
                onListening: { Self.say("listening on \($0)") })
            var services = ServiceGroupConfiguration(
                services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            services.maximumGracefulShutdownDuration = .seconds(10)
            try await ServiceGroup(configuration: services).run()
        } catch let error as ApusError {
            Self.say("error: \(error)")
            throw ExitCode(1)
        }
    }

    private func programs(_ logger: Logger) throws(ApusError) -> (any ProgramVerifier)? {
        guard trustNamespace.isEmpty else {
            return try BundledProgramVerifiers.pods(of: Set(trustNamespace), context: trustContext, logger: logger)
        }
        if trustContext == nil { return nil }
        throw ApusError(
            .invalidArgument, "--trust-context needs --trust-namespace",
            reason: "pods of no namespace are trusted unless it is named", hint: "apus-server --help")
    }

    private static func store(
        in folder: ServerFolder, or url: SecretString?, environment: [String: String], logger: Logger
    ) async throws -> any MetadataStore & AccountStore {
        guard let url else {
            return try SQLiteStore(path: folder.database, environment: environment, logger: logger)
        }
        return try await PostgresStore(
            url: url, vault: SecretVault(environment: environment, file: folder.secretKey, logger: logger))
    }

    /// Where the user's own Apus keeps its data, and with it the files of the artifact store `local`; `nil` for a user
    /// without a home.
    private static func home(_ environment: [String: String]) -> FilePath? {
        (try? ServerFolder.usual(environment: environment))?.removingLastComponent()
    }

    private static func tell(_ name: String, password: SecretString, in passwordFile: String?) throws {
        guard let passwordFile else {
            return say(
                "account '\(name)' has the password \(password.revealed()), which is not shown again")
        }
        let file = try FileDescriptor.open(
            FilePath(passwordFile), .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite)
        _ = try file.closeAfter { try file.writeAll(password.revealed().utf8) }
    }

    /// The first line of the file; `nil` when there is no such file, or nothing in it.
    private static func password(in file: String) -> SecretString? {
        guard let data = FileManager.default.contents(atPath: file),
            let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
        else { return nil }
        return SecretString(String(line))
    }

    private static func say(_ text: String) {
        // Nobody is left to tell when standard error is closed.
        _ = try? FileDescriptor.standardError.writeAll("\(text)\n".utf8)
    }
}
