import ApusCore
import ApusModel
import ApusPluginHost

/// A flavor with the plugin that supplies it.
struct KnownFlavor: Encodable {
    let name: String
    let type: ComponentType
    let plugin: String
    let kind: PluginKind
    let summary: String
    let connectorResource: ResourceType?
    let options: [ConfigurationSchema.Option]

    /// Those of `type`, or of every type, in the order in which they were registered.
    static func all(in session: Session, of type: ComponentType? = nil) -> [KnownFlavor] {
        let plugins = KnownPlugin.all(in: session)
        return session.registry.flavors.filter { type == nil || $0.type == type }.map { flavor in
            let plugin = plugins.first { $0.supplies(flavor) }
            return KnownFlavor(
                name: flavor.name, type: flavor.type, plugin: plugin?.name ?? "", kind: plugin?.kind ?? .bundled,
                summary: flavor.summary, connectorResource: flavor.connectorResource, options: flavor.schema.options)
        }
    }

    /// The one of that name.
    /// - Throws: ``ApusError`` with `.notFound`, or `.invalidArgument` when flavors of several types have the name.
    static func one(_ name: String, in session: Session, of type: ComponentType?) throws(ApusError) -> KnownFlavor {
        let known = all(in: session, of: type)
        let found = known.filter { $0.name == name }
        if found.count > 1 {
            let commands = found.map { "apus \($0.type.commandName) flavor" }.joined(separator: " or ")
            throw ApusError(
                .invalidArgument, "'\(name)' is a flavor of \(found.count) component types",
                reason: "they are \(found.map { "\($0.type)" }.joined(separator: ", "))", hint: "use \(commands)")
        }
        if let flavor = found.first { return flavor }
        let names = Set(known.map(\.name)).sorted()
        throw ApusError(
            .notFound, "there is no \(type.map { "\($0) flavor" } ?? "flavor") '\(name)'",
            reason: "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "apus flavor register PATH")
    }
}
