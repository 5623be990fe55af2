import ApusClient
import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials
import SystemPackage

/// What can be named on a command line: flavors, connector types, and what the store has. Whatever goes wrong, there
/// are no names: a completion says nothing else.
struct CompletionNames {
    let path: [String]
    let words: [String]

    private var noun: String { path.first ?? "" }
    private var type: ComponentType? { ComponentType.all.first { $0.commandName == noun } }

    func values(ofOption name: String) async -> [CompletionAnswer] {
        switch name {
        case "flavor": return await flavors()
        case "connector", "connector-name":
            return await stored { try await $0.store.connectors().map { ($0.name, $0.type) } }
        case "image-registry": return await components(of: .containerRegistry)
        case "stack": return await stacks()
        case "secret", "remove-secret": return await secrets()
        case "schedule-name": return await schedules()
        case "account": return await accounts()
        case "concurrency-policy":
            return Schedule.ConcurrencyPolicy.allCases.map { CompletionAnswer(text: $0.rawValue) }
        case "type" where noun == "service-connector": return await connectorTypes { ($0.name, $0.summary) }
        case "connector-type": return await connectorTypes { ($0.name, $0.summary) }
        case "auth-method": return await authMethods()
        case "resource-type": return await resourceTypes()
        default:
            if let type = ComponentType.all.first(where: { $0.commandName == name }) {
                return await components(of: type)
            }
            return name.hasSuffix("file") || name.hasSuffix("filename") || ["directory", "markdown"].contains(name)
                ? [.files] : []
        }
    }

    func values(ofPositional name: String) async -> [CompletionAnswer] {
        switch name {
        case "run":
            return await stored {
                try await $0.store.runs(.init(limit: 50)).items.map { ($0.name, $0.status.rawValue) }
            }
        case "file", "filename", "path", "folder": return [.files]
        case "stack": return await stacks()
        case "type": return await connectorTypes { ($0.name, $0.summary) }
        case "options": return await declared().map { CompletionAnswer(text: $0.name, meaning: $0.help) }
        case "name":
            if ["register", "create", "new"].contains(path.last ?? "") { return [] }
            if path.contains("schedule") { return await schedules() }
            if path.contains("flavor") { return await flavors() }
            if noun == "plugin" { return await stored { KnownPlugin.all(in: $0).map { ($0.name, $0.summary) } } }
            if let type { return await components(of: type) }
            if noun == "stack" { return await stacks() }
            if noun == "secret" { return await secrets() }
            if noun == "account" { return await accounts() }
            if noun == "api-key" { return await apiKeys() }
            if noun == "service-connector" {
                return await stored { try await $0.store.connectors().map { ($0.name, $0.type) } }
            }
            return []
        default: return []
        }
    }

    /// The options of the flavor or method that the words name.
    func declaredOptions() async -> [CompletionAnswer] {
        await declared().map { CompletionAnswer(text: "\($0.flag)=", meaning: $0.help) }
    }

    /// The values of such an option.
    func values(ofDeclared flag: String) async -> [CompletionAnswer] {
        let wanted = ConfigurationSchema.normalized(String(flag.dropFirst(2)))
        switch await declared().first(where: { $0.name == wanted })?.kind {
        case .boolean: return ["true", "false"].map { CompletionAnswer(text: $0) }
        case .choice(let words): return words.map { CompletionAnswer(text: $0) }
        default: return []
        }
    }

    private func declared() async -> [ConfigurationSchema.Option] {
        guard let help = DeclaredHelp(path + words), let session = await session() else { return [] }
        let options = try? await help.options(session)  // an unknown flavor has no options
        return options?.schema?.options ?? []
    }

    private func flavors() async -> [CompletionAnswer] {
        await stored { session in
            session.registry.flavors.filter { type == nil || $0.type == type }.map { ($0.name, $0.summary) }
        }
    }

    private func components(of type: ComponentType) async -> [CompletionAnswer] {
        await stored { try await $0.store.components(of: type).map { ($0.name, $0.flavor) } }
    }

    private func stacks() async -> [CompletionAnswer] {
        await stored { try await $0.store.stacks().map { ($0.name, "stack") } }
    }

    private func secrets() async -> [CompletionAnswer] {
        await stored { try await $0.store.secrets().map { ($0.name, $0.keys.joined(separator: ", ")) } }
    }

    private func schedules() async -> [CompletionAnswer] {
        await stored { try await $0.store.schedules(ScheduleQuery()).items.map { ($0.name, $0.cron.explanation) } }
    }

    private func accounts() async -> [CompletionAnswer] {
        await stored { try await ($0.store as? RemoteStore)?.accounts().map { ($0.name, $0.role.rawValue) } ?? [] }
    }

    private func apiKeys() async -> [CompletionAnswer] {
        await stored { try await ($0.store as? RemoteStore)?.apiKeys().map { ($0.name, "API key") } ?? [] }
    }

    private func connectorTypes(_ pair: @Sendable (ConnectorType) -> (String, String)) async -> [CompletionAnswer] {
        await stored { $0.registry.connectorTypes.map(pair) }
    }

    private func authMethods() async -> [CompletionAnswer] {
        await stored { session in
            session.registry.connectorTypes.filter { words.contains($0.name) || words.contains("--type=\($0.name)") }
                .flatMap(\.authMethods).map { ($0.name, $0.summary) }
        }
    }

    private func resourceTypes() async -> [CompletionAnswer] {
        await stored { session in
            Set(session.registry.connectorTypes.flatMap(\.resourceTypes)).map(\.rawValue).sorted().map { ($0, "") }
        }
    }

    private func stored(_ read: (Session) async throws -> [(String, String)]) async -> [CompletionAnswer] {
        guard let session = await session() else { return [] }
        let pairs = try? await read(session)  // a store that cannot be read has no names
        return (pairs ?? []).map { CompletionAnswer(text: $0.0, meaning: $0.1) }
    }

    /// The session of a user who has data already; completing makes none.
    private func session() async -> Session? {
        guard let home = try? Home(environment: ProcessInfo.processInfo.environment),  // no home has no names
            FileManager.default.fileExists(atPath: home.path.string)
        else { return nil }
        return try? await Session.open()  // a store that cannot be opened has no names
    }
}
