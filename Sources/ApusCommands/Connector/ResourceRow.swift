import ApusCore
import ApusHost
import ApusModel

/// A resource that a connector reaches, or why it reaches that one or none.
struct ResourceRow: Encodable, Sendable {
    let connector: Connector
    let resourceType: ResourceType
    /// `nil` where the connector reaches nothing of the type.
    let report: ResourceReport?
    /// Why it cannot be used.
    let error: String?

    /// The rows of a listing: one for each resource, and one for the error where there is none.
    static func rows(of listing: ResourceListing) -> [ResourceRow] {
        let reached = listing.reports.map { report in
            ResourceRow(
                connector: listing.connector, resourceType: listing.resourceType, report: report,
                error: report.problem?.summary)
        }
        guard let error = listing.error else { return reached }
        return reached + [
            ResourceRow(
                connector: listing.connector, resourceType: listing.resourceType, report: nil, error: error)
        ]
    }

    static let listing = Listing<ResourceRow>(
        "resources",
        columns: [
            Column("connector", in: .name) { .string($0.connector.name) },
            Column("connector-type") { .string($0.connector.type) },
            Column("resource-type") { .string($0.resourceType.rawValue) },
            Column("resource-id", in: .prose, shown: \.text) { .optional($0.report?.resourceID) },
            Column("identity") { .optional($0.report?.identity) },
            Column("scope", in: .wide) { .optional($0.report?.scope) },
            Column("allowed", in: .wide) { .array(($0.report?.allowed ?? []).map(JSONValue.string)) },
            Column("denied", in: .wide) { .array(($0.report?.denied ?? []).map(JSONValue.string)) },
            Column("error", in: .wide) { .optional($0.error) },
        ], name: { $0.report?.resourceID ?? "" }, labels: \.connector.labels)

    /// The resource's name, with the error in its place or behind it.
    private var text: String {
        let name = report?.resourceID
        guard let error else { return name ?? "" }
        return name.map { "\($0): error: \(error)" } ?? "error: \(error)"
    }

    private enum Key: String, CodingKey {
        case connector, resourceType, resourceID, identity, scope, allowed, denied, error
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(connector, forKey: .connector)
        try container.encode(resourceType, forKey: .resourceType)
        try container.encodeIfPresent(report?.resourceID, forKey: .resourceID)
        try container.encodeIfPresent(report?.identity, forKey: .identity)
        try container.encodeIfPresent(report?.scope, forKey: .scope)
        try container.encode(report?.allowed ?? [], forKey: .allowed)
        try container.encode(report?.denied ?? [], forKey: .denied)
        try container.encodeIfPresent(error, forKey: .error)
    }
}
