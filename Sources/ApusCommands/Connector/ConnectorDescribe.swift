import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ConnectorDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "describe", abstract: "Show a service connector.")

    @Argument(help: "The connector's name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connector = try await Session.open().connectors.connector(named: name)
        try output.render(connector, names: [connector.name]) {
            var details = Details()
            details.add("Name", connector.name)
            details.add("Type", connector.type)
            details.add("Auth method", connector.authMethod)
            details.add("Resource types", connector.resourceTypes.map(\.rawValue).joined(separator: ", "))
            details.add("Resource", connector.resourceID)
            details.add("Description", connector.description)
            details.add("Expires", connector.expiresAt.map { end(of: connector, at: $0) })
            details.add("Expiry tolerance", connector.expirySkewTolerance.map { "\($0) s" })
            details.add("Created", Timestamp.text(connector.createdAt))
            details.add("Updated", Timestamp.text(connector.updatedAt))
            for (key, value) in connector.labels.sorted(by: { $0.key < $1.key }) { details.add("Label \(key)", value) }
            for (key, value) in connector.configuration.sorted(by: { $0.key < $1.key }) {
                details.add("Option \(key)", value.shown)
            }
            for option in connector.secretOptions { details.add("Option \(option)", SecretString.mask) }
            return details.lines(style: Console.output.style)
        }
    }

    private func end(of connector: Connector, at date: Date) -> String {
        Timestamp.text(date) + (connector.hasExpired(at: Date()) ? " (expired)" : "")
    }
}

extension JSONValue {
    fileprivate var shown: String {
        // Every value has a text; the kind stands in for one that has none.
        stringValue ?? (try? CanonicalJSON.text(self)) ?? kindName
    }
}
