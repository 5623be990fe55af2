public import ApusCore
public import ApusModel

extension ConnectorService {
    /// Really reaches what a connector gives access to.
    /// - Parameters:
    ///   - type: only resources of this type.
    ///   - resourceID: only this resource.
    /// - Throws: ``ApusError``: what the connector says when it reaches nothing; where it gives several types, one that
    ///   fails is listed with its error.
    public func verify(
        _ name: String, type: ResourceType? = nil, resourceID: String? = nil
    ) async throws -> [ResourceListing] {
        var record = try await connector(named: name)
        if let type { record.resourceTypes = try checked(type, of: record) }
        if let resourceID { record.resourceID = try narrowed(resourceID, record) }
        return try await listings(of: record, working(record))
    }

    /// Which resources are wanted.
    public struct ResourceQuery: Sendable {
        public var resourceType: ResourceType?
        public var resourceID: String?
        public var connectorType: String?

        public init(resourceType: ResourceType? = nil, resourceID: String? = nil, connectorType: String? = nil) {
            self.resourceType = resourceType
            self.resourceID = resourceID
            self.connectorType = connectorType
        }
    }

    /// What every connector reaches, contacted side by side, in the order of names; one that fails is listed with its
    /// error. With a resource wanted, connectors that do not reach it are left out.
    /// - Throws: ``ApusError`` with `.notFound` for a connector type or resource type that nothing has.
    public func listResources(_ query: ResourceQuery = ResourceQuery()) async throws -> [ResourceListing] {
        if let type = query.connectorType { _ = try registry.connectorType(type) }
        if let type = query.resourceType { try checkKnown(type) }
        let records = try await store.connectors().filter { record in
            (query.connectorType == nil || record.type == query.connectorType)
                && (query.resourceType == nil || record.resourceTypes.contains { $0 == query.resourceType })
        }
        return try await withThrowingTaskGroup(of: (Int, [ResourceListing]).self) { group in
            for (index, record) in records.enumerated() {
                group.addTask { (index, try await self.outcome(of: record, query)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// What a component or another program needs to use a resource of the connector. Nobody is asked but where it is not
    /// known which one is meant.
    /// - Parameters:
    ///   - type: may be `nil` when the connector gives one.
    ///   - resourceID: may be `nil` when it reaches one.
    public func access(
        _ name: String, type: ResourceType? = nil, resourceID: String? = nil
    ) async throws -> ResourceAccess {
        let record = try await connector(named: name)
        let types = try type.map { try checked($0, of: record) } ?? record.resourceTypes
        guard types.count == 1 else {
            throw ApusError(
                .invalidArgument, "service connector '\(name)' gives access to several types of resources",
                reason: types.map(\.rawValue).joined(separator: ", "), hint: "add --resource-type TYPE")
        }
        let working = try await working(record)
        if let known = try resourceID.map({ try narrowed($0, record) }) ?? record.resourceID {
            return try await working.access(to: known, of: types[0])
        }
        return try await working.access(to: only(types[0], of: record, working, nil), of: types[0])
    }
}

extension ConnectorService {
    /// The binding of a flavor's component to a connector's resource, after reaching it.
    func binding(for flavor: Flavor, to name: String, resource: String?) async throws -> ConnectorBinding {
        guard let type = flavor.connectorResource else {
            throw ApusError(
                .unsupported, "\(flavor.type) flavor '\(flavor.name)' takes no service connector",
                hint: "connect a component of another flavor")
        }
        let record = try await connector(named: name)
        _ = try checked(type, of: record)
        let id = try await only(type, of: record, working(record), resource)
        return ConnectorBinding(connector: record.id, resourceType: type, resourceID: id)
    }

    /// What a connector reaches, by type.
    /// - Throws: the first error when every type fails.
    func listings(of record: Connector, _ working: any ServiceConnector) async throws -> [ResourceListing] {
        var listings: [ResourceListing] = []
        var failures: [ApusError] = []
        for type in record.resourceTypes {
            do {
                let reports = try await working.examine(type, matching: record.resourceID)
                listings.append(ResourceListing(connector: record, resourceType: type, reports: reports, error: nil))
            } catch let error as ApusError {
                failures.append(error)
                listings.append(ResourceListing(connector: record, resourceType: type, reports: [], error: error))
            }
        }
        if let first = failures.first, failures.count == listings.count { throw first }
        return listings
    }

    private func only(
        _ type: ResourceType, of record: Connector, _ working: any ServiceConnector, _ wanted: String?
    ) async throws -> String {
        let limit = try wanted.map { try narrowed($0, record) } ?? record.resourceID
        let found = try await working.resources(of: type, matching: limit)
        if found.count == 1 { return found[0] }
        throw ApusError(
            .invalidArgument, "service connector '\(record.name)' reaches \(found.count) resources of type \(type)",
            reason: found.joined(separator: ", "), hint: "add --resource-id ID")
    }

    private func outcome(of record: Connector, _ query: ResourceQuery) async throws -> [ResourceListing] {
        var record = record
        if let type = query.resourceType { record.resourceTypes = [type] }
        do {
            if let wanted = query.resourceID { record.resourceID = try narrowed(wanted, record) }
            return try await listings(of: record, working(record))
        } catch let error as ApusError {
            if query.resourceID != nil, error.code == .notFound { return [] }
            return record.resourceTypes.map {
                ResourceListing(connector: record, resourceType: $0, reports: [], error: error)
            }
        }
    }

    private func checked(_ type: ResourceType, of record: Connector) throws(ApusError) -> [ResourceType] {
        if record.resourceTypes.contains(type) { return [type] }
        throw ApusError(
            .invalidArgument, "service connector '\(record.name)' gives no access to a \(type)",
            reason: "it gives access to \(record.resourceTypes.map(\.rawValue).joined(separator: ", "))",
            hint: "apus service-connector list-resources --resource-type \(type)")
    }

    /// `wanted`, which must not be another resource than the one that the connector is limited to.
    private func narrowed(_ wanted: String, _ record: Connector) throws(ApusError) -> String {
        guard let limit = record.resourceID, limit != wanted, !limit.hasSuffix("://\(wanted)") else { return wanted }
        throw ApusError(
            .notFound, "service connector '\(record.name)' does not reach '\(wanted)'",
            reason: "it is limited to '\(limit)'", hint: "leave the resource ID out")
    }

    private func checkKnown(_ type: ResourceType) throws(ApusError) {
        let known = Set(registry.connectorTypes.flatMap(\.resourceTypes)).map(\.rawValue).sorted()
        if known.contains(type.rawValue) { return }
        throw ApusError(
            .notFound, "there is no resource type '\(type)'", reason: "there are \(known.joined(separator: ", "))",
            hint: Spelling.closest(to: type.rawValue, among: known).map { "did you mean '\($0)'?" }
                ?? "apus service-connector list-types")
    }
}
