import ApusCore
import ApusModel

/// The page of a flavor.
struct FlavorPage {
    private let flavor: Flavor
    private let connectorTypes: [ConnectorType]

    init(_ flavor: Flavor, _ connectorTypes: [ConnectorType]) {
        self.flavor = flavor
        self.connectorTypes = connectorTypes
    }

    var text: String {
        let noun = flavor.type.commandName
        let required = flavor.schema.options.filter(\.isRequired)
        let given = required.map { " \($0.flag)=\($0.example.map(SchemaHelp.text) ?? "VALUE")" }.joined()
        return """
            # \(flavor.type.description.prefix(1).uppercased() + flavor.type.description.dropFirst()): \(flavor.name)

            \(flavor.summary).

            ```sh
            apus \(noun) register NAME --flavor \(flavor.name)\(given)
            ```

            ## Options

            \(Markdown.options(flavor.schema, hasScopes: true))

            ## Service connector

            \(connector)

            \(ReferencePages.footer)
            """
    }

    private var connector: String {
        guard let resource = flavor.connectorResource else { return "It takes none." }
        let types = connectorTypes.filter { $0.resourceTypes.contains(resource) }
            .map { "[\($0.name)](../connector-types/\($0.name).md)" }
        let suppliers = types.isEmpty ? "no connector type that comes with Apus" : types.joined(separator: ", ")
        return """
            It may be reached through a connector that gives access to a `\(resource)`, of type \(suppliers):

            ```sh
            apus \(flavor.type.commandName) connect NAME --connector CONNECTOR
            ```
            """
    }
}
