public import ApusCore
public import ApusModel

extension ConnectorService {
    /// Tells a program of this machine's user about a resource of the connector.
    /// - Parameters:
    ///   - isCurrent: whether the program is to use it where nothing else is said.
    ///   - environment: says where the program's files are.
    /// - Throws: ``ApusError`` with `.unsupported` where there is no such program; what the connector says.
    public func login(
        _ name: String, type: ResourceType? = nil, resourceID: String? = nil, isCurrent: Bool,
        environment: [String: String]
    ) async throws -> ConnectorLogin.Receipt {
        let record = try await connector(named: name)
        let connectorType = try registry.connectorType(record.type)
        guard let login = connectorType.login else {
            let able = registry.connectorTypes.filter { $0.login != nil }.map(\.name).joined(separator: ", ")
            throw ApusError(
                .unsupported, "no program is told about resources of service connector type '\(record.type)'",
                reason: "there are programs for \(able)", hint: "apus service-connector describe \(name)")
        }
        let access = try await access(name, type: type, resourceID: resourceID)
        let suffix = record.resourceID == nil ? "-\(access.resourceID)" : ""
        return try await login(
            ConnectorLogin(
                connector: name, name: "apus-\(name)\(suffix)", access: access, isCurrent: isCurrent,
                environment: environment))
    }
}
