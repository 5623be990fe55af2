import ApusCore
import ApusModel

/// What is known about a connector type, as JSON shows it.
struct ConnectorTypeDescription: Encodable {
    struct Method: Encodable {
        let name: String
        let summary: String
        let options: [ConfigurationSchema.Option]
    }

    let name: String
    let summary: String
    let resourceTypes: [ResourceType]
    /// Those of which one connector may reach several.
    let multiInstanceTypes: [ResourceType]
    let supportsAutoConfiguration: Bool
    let supportsLogin: Bool
    let authMethods: [Method]

    init(_ type: ConnectorType) {
        name = type.name
        summary = type.summary
        resourceTypes = type.resourceTypes
        multiInstanceTypes = type.resourceTypes.filter(type.multiInstanceTypes.contains)
        supportsAutoConfiguration = type.find != nil
        supportsLogin = type.login != nil
        authMethods = type.authMethods.map { Method(name: $0.name, summary: $0.summary, options: $0.schema.options) }
    }
}
