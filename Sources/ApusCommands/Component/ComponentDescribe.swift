import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ComponentDescribe<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "describe", abstract: "Show a component with all its options.")
    }

    @Argument(help: "The component's name; the active stack's component without one.")
    var name: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let component = try await session.component(named: name, of: Kind.type)
        let connector = try await connectorName(of: component, session)
        try output.render(component, names: [component.name]) {
            var details = Details()
            details.add("Name", component.name)
            details.add("Type", component.type.description)
            details.add("Flavor", component.flavor)
            details.add("Connector", connector)
            details.add("Created", Timestamp.text(component.createdAt))
            details.add(labels: component.labels, environment: component.environment, secrets: component.secrets)
            return details.lines(style: Console.output.style) + optionLines(component, session)
        }
    }

    private func connectorName(of component: Component, _ session: Session) async throws -> String? {
        guard let binding = component.connector else { return nil }
        let connector = try await session.store.connector(binding.connector)
        return "\(connector?.name ?? "(gone)"), \(binding.resourceType) \(binding.resourceID)"
    }

    /// Every option that the flavor declares, with the value in force and whether it was given.
    private func optionLines(_ component: Component, _ session: Session) -> [String] {
        let flavor = session.registry.flavors.first { $0.type == Kind.type && $0.name == component.flavor }
        guard let flavor, !flavor.schema.options.isEmpty else { return [] }
        let rows = flavor.schema.options.map { option in
            if component.secretOptions.contains(option.name) { return [option.name, SecretString.mask, "given"] }
            let given = component.configuration[option.name]
            let value = (given ?? option.defaultValue).map(Self.text) ?? ""
            return [option.name, value, given == nil ? "" : "given"]
        }
        return [""] + Table(["OPTION", "VALUE", "SOURCE"], rows: rows).lines(style: Console.output.style)
    }

    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? ((try? CanonicalJSON.text(value)) ?? value.kindName)  // JSON always encodes
    }
}
