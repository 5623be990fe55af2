public import ApusCore
public import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

extension PluginHost {
    /// Starts the plugin once and takes down what it says about itself; nothing is kept.
    /// - Throws: ``/ApusModel/ApusError`` saying what is wrong with the plugin.
    public func examine(_ source: PluginSource) async throws -> InstalledPlugin {
        let name = source.subject.lastComponent?.string ?? "plugin"
        let digest = try await blocking { try FileDigest.digest(of: source.subject) }
        let bindings = try source.bindings()
        let launch = launch(
            name, source.kind, subject: source.subject, digest: digest, bindings: bindings,
            environment: source.environment)
        let process = try PluginProcess(launch, clock: clock, logger: logger)
        let description: PluginDescription
        do {
            description = try await process.introduction()
        } catch let crash as PluginCrash {
            throw ApusError(
                .invalidArgument, "'\(source.subject)' is no plugin: it ended when it was greeted",
                reason: crash.error.reason,
                hint: "Documentation/write-a-flavor.md shows how to write one")
        } catch {
            await process.end()
            throw error
        }
        await process.end()
        return InstalledPlugin(
            kind: source.kind, subject: source.subject, digest: digest, environment: source.environment,
            description: description, bindings: bindings, registeredAt: Date())
    }

    /// Starts the plugin once, checks what it declares, and keeps it in `folder`.
    /// - Parameters:
    ///   - plugins: those that come with this program.
    ///   - type: what the plugin has to supply a flavor of, if that matters.
    ///   - replacing: whether a plugin of the same name may be replaced. The same one again needs no leave.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the plugin's name, or one of its flavors or
    ///   connector types, is taken. Nothing is kept then.
    public func install(
        _ source: PluginSource, in folder: PluginFolder, beside plugins: [any StackPlugin],
        supplying type: ComponentType? = nil, replacing: Bool = false
    ) async throws -> InstalledPlugin {
        let plugin = try await examine(source)
        let name = plugin.manifest.name
        if let wanted = type, !plugin.description.flavors.contains(where: { $0.type == wanted }) {
            throw ApusError(
                .invalidArgument, "plugin '\(name)' has no flavor of the type \(wanted)",
                hint: "apus flavor register \(source.place)")
        }
        if plugins.contains(where: { Swift.type(of: $0).manifest.name == name }) {
            throw ApusError(
                .alreadyExists, "a plugin '\(name)' comes with Apus", hint: "give the plugin another name")
        }
        if let known = try? folder.plugin(name), !replacing, known.digest != plugin.digest || known.kind != plugin.kind
        {
            throw ApusError(
                .alreadyExists, "another plugin '\(name)' is registered",
                reason: "it is '\(known.subject)' with the digest \(known.digest)",
                hint: "to put this one in its place: apus flavor register \(source.place) --replace")
        }
        var registry = try FlavorRegistry(plugins)
        for (other, record) in folder.all() where other != name {
            guard let record = try? record.get() else { continue }  // a broken one takes no names
            for flavor in record.flavors(in: self) { try? registry.register(flavor) }
            for type in record.connectorTypes(in: self) { try? registry.register(type) }
        }
        for flavor in plugin.flavors(in: self) { try registry.register(flavor) }
        for type in plugin.connectorTypes(in: self) { try registry.register(type) }
        try folder.save(plugin)
        return plugin
    }
}

extension PluginSource {
    /// What a user registers: the folder with the `plugin.json`, or the program.
    var place: String { (file?.removingLastComponent() ?? subject).string }

    /// The content of a library's `plugin.json`.
    fileprivate func bindings() throws -> JSONValue? {
        guard kind == .library, let file, let data = FileManager.default.contents(atPath: file.string) else {
            return nil
        }
        return try CanonicalJSON.decode(JSONValue.self, from: data)
    }
}
