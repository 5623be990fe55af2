import ApusModel
import FoundationEssentials

/// A connector that is not used once its stored credentials have ended.
struct ExpiringConnector: ServiceConnector {
    let connector: any ServiceConnector
    let context: ConnectorContext
    let schema: ConfigurationSchema

    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        try check()
        return try await connector.resources(of: type, matching: resourceID)
    }

    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        try check()
        let access = try await connector.access(to: resourceID, of: type)
        guard let lastUse = context.connector.lastUse else { return access }
        return ResourceAccess(
            resourceType: access.resourceType, resourceID: access.resourceID, values: access.values,
            secrets: access.secrets, expiresAt: access.expiresAt.map { min($0, lastUse) } ?? lastUse)
    }

    func soleResource(of type: ResourceType) -> String? { connector.soleResource(of: type) }

    var credentialsEnd: Date? { connector.credentialsEnd }

    func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport] {
        try check()
        return try await connector.examine(type, matching: resourceID)
    }

    private func check() throws(ApusError) {
        let record = context.connector
        guard let end = record.expiresAt, record.hasExpired(at: context.now()) else { return }
        let hasEnded = end <= context.now()
        let renewed = record.secretOptions.compactMap { schema.option($0)?.flag }.map { "\($0)=@FILE " }.joined()
        throw ApusError(
            .unauthorized,
            hasEnded
                ? "the credentials of service connector '\(record.name)' have expired"
                : "the credentials of service connector '\(record.name)' are about to expire",
            reason: hasEnded
                ? "they ended at \(Timestamp.text(end))"
                : "they end at \(Timestamp.text(end)), which is within the tolerance of "
                    + "\(record.expirySkewTolerance ?? Connector.defaultExpirySkewTolerance) seconds",
            hint: "apus service-connector update \(record.name) \(renewed)--expires-at='YYYY-MM-DD HH:MM:SS'")
    }
}
