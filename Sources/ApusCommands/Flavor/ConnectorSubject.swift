import ApusCore
import ApusModel
import FoundationEssentials
import Logging

/// Makes connectors of one type and authentication method, to be tried.
struct ConnectorSubject: Sendable {
    let type: ConnectorType
    let method: ConnectorType.AuthMethod
    let options: [String: String]
    let logger: Logger

    /// - Parameters:
    ///   - changes: options that are different.
    ///   - spoilingSecrets: whether its secrets are such as the peer cannot know.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    func connector(
        over changes: [String: String] = [:], spoilingSecrets: Bool = false
    ) throws -> any ServiceConnector {
        let (plain, secrets) = try parts(options.merging(changes) { $1 })
        let record = Connector(
            name: "test", type: type.name, authMethod: method.name, resourceTypes: type.resourceTypes,
            configuration: plain, secretOptions: secrets.keys.sorted(), createdAt: Date())
        return try method.make(
            ConnectorContext(
                connector: record, secrets: spoilingSecrets ? secrets.mapValues(Self.spoilt) : secrets, logger: logger))
    }

    /// The secrets that no peer knows.
    var spoiltSecrets: [SecretString] { get throws { try parts(options).secrets.values.map(Self.spoilt) } }

    private func parts(
        _ texts: [String: String]
    ) throws -> (plain: [String: JSONValue], secrets: [String: SecretString]) {
        let subject = "connector type '\(type.name)' with authentication method '\(method.name)'"
        return method.schema.separatingSecrets(try method.schema.parse(texts, of: subject))
    }

    private static func spoilt(_ secret: SecretString) -> SecretString { SecretString(secret.revealed() + "-spoilt") }
}
