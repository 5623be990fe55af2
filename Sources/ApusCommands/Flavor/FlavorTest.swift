import ApusCore
import ApusModel
import ApusPluginHost
import ApusWire
import ArgumentParser
import SystemPackage

struct FlavorTest<Scope: FlavorScope>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "test", abstract: "Try a plugin against the contracts that it serves, and against faults.",
            discussion: """
                PATH is a program, or a folder with a plugin.json; it need not be registered. Options of the flavor \
                are given as for a component: --OPTION=VALUE. An artifact store that is tried has to be empty, and \
                is empty afterwards. A connector type is tried with --connector-type and the options of one of its \
                authentication methods; its secrets are then also tried with letters added, which have to be refused.
                """)
    }

    @Argument(help: "The plugin: a program, or a folder with a plugin.json.")
    var path: String
    @Option(name: .shortAndLong, help: "Only this flavor of the plugin.")
    var flavor: String?
    @Option(name: .shortAndLong, help: "Only this connector type of the plugin.")
    var connectorType: String?
    @Option(name: .shortAndLong, help: "The authentication method of that connector type.")
    var authMethod: String?
    @Option(
        help: ArgumentHelp(
            "For a connector type: an option with which nobody is reached; may be repeated.",
            valueName: "option=value"))
    var unreachable: [String] = []
    @Option(help: "For a container registry: an image that it has, such as base:1, to publish on.")
    var base: String?
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Options of the flavor.", valueName: "--option=value"))
    var options: [String] = []

    func run() async throws {
        let session = try await Session.open()
        let plugin = try await session.plugins.examine(PluginSource(FilePath(path)))
        var exam = FlavorExam(session: session, plugin: plugin, base: base)
        let options = try OptionArguments.parse(options)
        if let connectorType {
            let type = try connector(connectorType, of: plugin, in: session)
            try await exam.tryChannel()
            try await exam.tryConnector(
                type, method: authMethod, options, unreachable: Pairs.parse(unreachable, as: "option"))
        } else {
            let wanted = try flavors(of: plugin, in: session)
            try await exam.tryChannel()
            for flavor in wanted { try await exam.tryFlavor(flavor, options) }
            for type in plugin.description.connectorTypes {
                Console.error.print(
                    "Not tried: connector type '\(type.name)'; add --connector-type \(type.name) and its options.")
            }
        }
        if exam.failures == 0 { try await exam.sayTimes() }
        await session.plugins.end()
        Console.error.print("\(exam.count - exam.failures) of \(exam.count) checks passed.")
        if exam.failures > 0 {
            throw ApusError(
                .rejected, "plugin '\(plugin.manifest.name)' does not keep its contract",
                reason: "\(exam.failures) of \(exam.count) checks failed",
                hint: "APUS_LOG_LEVEL=info shows what the plugin writes to standard error")
        }
    }

    private func flavors(of plugin: InstalledPlugin, in session: Session) throws -> [Flavor] {
        let wanted = plugin.flavors(in: session.plugins).filter { candidate in
            (flavor == nil || candidate.name == flavor) && (Scope.type == nil || candidate.type == Scope.type)
        }
        if wanted.isEmpty, flavor != nil || Scope.type != nil || plugin.description.connectorTypes.isEmpty {
            let names = plugin.description.flavors.map(\.name)
            throw ApusError(
                .notFound, "plugin '\(plugin.manifest.name)' has no such flavor",
                reason: names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))")
        }
        return wanted
    }

    private func connector(_ name: String, of plugin: InstalledPlugin, in session: Session) throws -> ConnectorType {
        let types = plugin.connectorTypes(in: session.plugins)
        if let type = types.first(where: { $0.name == name }) { return type }
        let names = types.map(\.name)
        throw ApusError(
            .notFound, "plugin '\(plugin.manifest.name)' has no connector type '\(name)'",
            reason: names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
