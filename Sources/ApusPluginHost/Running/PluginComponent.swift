import ApusCore
import ApusModel
import ApusWire
import SystemPackage

/// A component that a plugin serves.
struct PluginComponent: Sendable {
    let part: PluginPart
    let flavor: PluginFlavor
    let context: ComponentContext
    /// All options, defaults and secrets among them.
    let options: [String: JSONValue]

    /// - Parameter hear: gets what the component says by itself.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` for options that the flavor does not take.
    init(
        _ flavor: PluginFlavor, in program: PluginProgram, _ context: ComponentContext,
        hear: @escaping @Sendable ([String: JSONValue]) -> Void = { _ in }
    ) throws(ApusError) {
        self.flavor = flavor
        self.context = context
        let schema = ConfigurationSchema(flavor.options)
        let options = schema.fillingDefaults(
            try schema.validate(context.allOptions, of: "\(flavor.type) '\(context.component.name)'"))
        self.options = options
        part = PluginPart(in: program, secrets: Array(context.secrets.values), hear: hear) {
            let access = try await context.access?()
            return PluginPart.Opening(
                arguments: [
                    "type": .string(flavor.type.rawValue), "flavor": .string(flavor.name),
                    "name": .string(context.component.name), "options": .object(options),
                    "home": .string(context.home.string), "access": access?.json ?? .null,
                ], expiresAt: access?.expiresAt)
        }
    }

    var name: String { context.component.name }

    /// The flavor's address template with the options in it, or a text that belongs to this component alone.
    var address: String {
        if let template = flavor.address { return AddressTemplate(template).filled(from: options) }
        return "\(flavor.name)://\(name)"
    }

    func ask(
        _ call: PluginCall, _ arguments: [String: JSONValue] = [:], within limit: Duration = .seconds(60)
    ) async throws -> [String: JSONValue] {
        try await part.ask(call, arguments, within: limit)
    }
}

extension ResourceAccess {
    /// As a plugin gets it, with secrets in clear: the channel is private to the two processes.
    fileprivate var json: JSONValue {
        .object([
            "resourceType": .string(resourceType.rawValue), "resource": .string(resourceID), "values": .object(values),
            "secrets": .object(secrets.mapValues { .string($0.revealed()) }),
            "expiresAt": expiresAt.map { .string(Timestamp.text($0)) } ?? .null,
        ])
    }
}
