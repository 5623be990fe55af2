import ApusCore
import ApusModel

/// The page of a connector type.
struct ConnectorTypePage {
    private let type: ConnectorType
    private let flavors: [Flavor]

    init(_ type: ConnectorType, _ flavors: [Flavor]) {
        self.type = type
        self.flavors = flavors
    }

    var text: String {
        let users = flavors.filter { flavor in flavor.connectorResource.map(type.resourceTypes.contains) == true }
            .map { "[\($0.type) `\($0.name)`](../flavors/\($0.type.commandName)-\($0.name).md)" }
        return """
            # Service connector: \(type.name)

            \(type.summary). It gives access to \(type.resourceTypes.map { "`\($0)`" }.joined(separator: ", ")).\
            \(users.isEmpty ? "" : " Used by \(users.joined(separator: ", ")).")

            \(type.authMethods.map(section).joined(separator: "\n\n"))

            \(ReferencePages.footer)
            """
    }

    private func section(_ method: ConnectorType.AuthMethod) -> String {
        let required = method.schema.options.filter(\.isRequired)
        let given = required.map { " \($0.flag)=\($0.example.map(SchemaHelp.text) ?? "VALUE")" }.joined()
        return """
            ## Authentication method `\(method.name)`

            \(method.summary).

            ```sh
            apus service-connector register NAME --type \(type.name) --auth-method \(method.name)\(given)
            ```

            \(Markdown.options(method.schema, hasScopes: false))
            """
    }
}
