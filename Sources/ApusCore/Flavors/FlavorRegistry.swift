public import ApusModel

/// The flavors and connector types that are known, in the order in which plugins gave them. Filled once at start, then
/// only read.
public struct FlavorRegistry: Sendable {
    public private(set) var flavors: [Flavor] = []
    public private(set) var connectorTypes: [ConnectorType] = []

    /// A registry of what `plugins` supply.
    /// - Throws: ``ApusError`` with `.alreadyExists` when two plugins supply the same thing.
    public init(_ plugins: [any StackPlugin] = []) throws {
        for plugin in plugins { try plugin.register(into: &self) }
    }

    /// Adds a flavor.
    /// - Throws: ``ApusError`` with `.alreadyExists` when its type has a flavor of that name.
    public mutating func register(_ flavor: Flavor) throws(ApusError) {
        if flavors.contains(where: { $0.type == flavor.type && $0.name == flavor.name }) {
            throw ApusError(.alreadyExists, "\(flavor.type) flavor '\(flavor.name)' is registered twice")
        }
        flavors.append(flavor)
    }

    /// Adds a connector type.
    /// - Throws: ``ApusError`` with `.alreadyExists` when there is one of that name.
    public mutating func register(_ connectorType: ConnectorType) throws(ApusError) {
        if connectorTypes.contains(where: { $0.name == connectorType.name }) {
            throw ApusError(.alreadyExists, "service connector type '\(connectorType.name)' is registered twice")
        }
        connectorTypes.append(connectorType)
    }

    /// The flavor of that type and name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the flavors that exist and the closest spelling.
    public func flavor(_ name: String, of type: ComponentType) throws(ApusError) -> Flavor {
        let names = flavors.filter { $0.type == type }
        if let flavor = names.first(where: { $0.name == name }) { return flavor }
        throw unknown("\(type) flavor", name, among: names.map(\.name))
    }

    /// The connector type of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the types that exist and the closest spelling.
    public func connectorType(_ name: String) throws(ApusError) -> ConnectorType {
        if let type = connectorTypes.first(where: { $0.name == name }) { return type }
        throw unknown("service connector type", name, among: connectorTypes.map(\.name))
    }

    /// The names of options that other flavors of the same type have and `flavor` has not.
    public func foreignOptions(to flavor: Flavor) -> Set<String> {
        let all = flavors.filter { $0.type == flavor.type }.flatMap { $0.schema.options.map(\.name) }
        return Set(all).subtracting(flavor.schema.options.map(\.name))
    }

    private func unknown(_ kind: String, _ name: String, among names: [String]) -> ApusError {
        ApusError(
            .notFound, "there is no \(kind) '\(name)'",
            reason: names.isEmpty ? "none is registered" : "there are \(names.sorted().joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
