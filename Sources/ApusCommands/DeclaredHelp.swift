import ApusCore
import ApusHost
import ApusModel

/// The options that a flavor or an authentication method declares, after the help of the commands that take them.
struct DeclaredHelp {
    private let noun: String
    private let verb: String
    private let words: [String]

    private static let componentVerbs = ["register", "update", "remove-attribute"]
    private static let connectorVerbs = ["register", "update"]

    /// `nil` when `arguments` name no command that takes declared options.
    init?(_ arguments: [String]) {
        let named = arguments.filter { $0 != "help" }
        guard named.count >= 2 else { return nil }
        (noun, verb, words) = (named[0], named[1], Array(named.dropFirst(2)))
        let verbs = noun == "service-connector" ? Self.connectorVerbs : Self.componentVerbs
        let nouns = ComponentType.all.map(\.commandName) + ["service-connector"]
        if !nouns.contains(noun) || !verbs.contains(verb) { return nil }
    }

    /// - Throws: ``ApusError`` with `.notFound` for a flavor, type, method or component that does not exist.
    func lines(style: Style) async throws -> [String] {
        let (heading, schema) = try await options(Session.open())
        guard let schema else { return ["", heading] }
        return ["", style.bold(heading)] + SchemaHelp(schema).lines(width: Console.output.width ?? 100)
    }

    /// The words that choose a flavor, or a type and a method, as they are given: `--flavor kubernetes`.
    var choice: String {
        let flags = noun == "service-connector" ? [("type", "t"), ("auth-method", "a")] : [("flavor", "f")]
        return flags.compactMap { name, short in value(of: name, short: short).map { " --\(name) \($0)" } }.joined()
    }

    /// What the words say so far: a heading with the options under it, or what to say next.
    func options(_ session: Session) async throws -> (heading: String, schema: ConfigurationSchema?) {
        noun == "service-connector" ? try await connectorOptions(session) : try await flavorOptions(session)
    }

    private func flavorOptions(_ session: Session) async throws -> (String, ConfigurationSchema?) {
        let type = ComponentType.all.first { $0.commandName == noun } ?? .orchestrator
        guard let name = try await flavorName(of: type, session) else {
            let names = session.registry.flavors.filter { $0.type == type }.map(\.name)
            return (
                "Flavors: \(names.joined(separator: ", ")). Their options: apus \(noun) register -f FLAVOR --help", nil
            )
        }
        let flavor = try session.registry.flavor(name, of: type)
        return ("OPTIONS OF FLAVOR '\(flavor.name)': \(flavor.summary)", flavor.schema)
    }

    private func flavorName(of type: ComponentType, _ session: Session) async throws -> String? {
        if verb == "register" { return value(of: "flavor", short: "f") }
        guard let name = words.first, !name.hasPrefix("-") else { return nil }
        return try await session.components.component(named: name, of: type).flavor
    }

    private func connectorOptions(_ session: Session) async throws -> (String, ConfigurationSchema?) {
        var (type, method) = (value(of: "type", short: "t"), value(of: "auth-method", short: "a"))
        if verb == "update", let name = words.first, !name.hasPrefix("-") {
            let connector = try await session.connectors.connector(named: name)
            (type, method) = (connector.type, method ?? connector.authMethod)
        }
        guard let type else {
            let names = session.registry.connectorTypes.map(\.name).joined(separator: ", ")
            return ("Types: \(names). Their methods: apus service-connector register --type TYPE --help", nil)
        }
        let known = try session.registry.connectorType(type)
        guard let method = method ?? (known.authMethods.count == 1 ? known.authMethods.first?.name : nil) else {
            let names = known.authMethods.map { "\($0.name) (\($0.summary))" }.joined(separator: ", ")
            return ("Methods of type '\(type)': \(names). Their options: add --auth-method METHOD", nil)
        }
        let found = try known.authMethod(method)
        return ("OPTIONS OF METHOD '\(found.name)' OF TYPE '\(known.name)': \(found.summary)", found.schema)
    }

    /// What follows `--name` or `-short`, with or without `=`.
    private func value(of name: String, short: String) -> String? {
        for (index, word) in words.enumerated() {
            for flag in ["--\(name)", "-\(short)"] {
                if word == flag { return words.dropFirst(index + 1).first }
                if word.hasPrefix(flag + "=") { return String(word.dropFirst(flag.count + 1)) }
            }
        }
        return nil
    }
}
