import ApusModel
import ArgumentParser

/// What may be said of any connector.
struct ConnectorFields: ParsableArguments {
    @Option(name: .shortAndLong, help: "Limit it to resources of this type.")
    var resourceType: String?
    @Option(help: "Limit it to this resource.")
    var resourceID: String?
    @Option(name: .shortAndLong, help: "A label, KEY=VALUE; may be repeated.")
    var label: [String] = []
    @Option(help: "What it is for.")
    var description: String?
    @Option(help: "When the credentials end, 'YYYY-MM-DD HH:MM:SS' in UTC.")
    var expiresAt: String?
    @Option(help: "Seconds before their end at which credentials are no longer used; 300 without it.")
    var expiresSkewTolerance: Int?

    var type: ResourceType? { resourceType.map(ResourceType.init(rawValue:)) }
}
