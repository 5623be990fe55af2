import ApusAPI
import ApusModel

extension Operation {
    static let components = [
        Operation(
            .createComponent, "createComponent", .components, "Register a component", body: ComponentRecord.self),
        Operation(
            .updateComponent, "updateComponent", .components,
            "Replace a component, or only what the caller believes it to be", body: ComponentRecord.self),
        Operation(
            .components, "components", .components, "List components",
            queries: [
                QueryParameter("type", "Only components of that type.", as: ComponentType.self),
                QueryParameter("name", "Only the component of that name; `type` has to be there too."),
            ], answer: .json(Listing<Component>.self)),
        Operation(.component, "component", .components, "Read a component", answer: .resource(Component.self)),
        Operation(
            .componentSecrets, "componentSecrets", .components, "Read the values of a component's secret options",
            answer: .json(SecretValues.self)),
        Operation(
            .componentConnector, "componentConnector", .components,
            "Read the service connector that a component is bound to, with its secrets",
            answer: .json(ConnectorRecord.self)),
        Operation(.deleteComponent, "deleteComponent", .components, "Remove a component", problems: [409]),
    ]

    static let stacks = [
        Operation(.createStack, "createStack", .stacks, "Register a stack", body: Stack.self),
        Operation(
            .stacks, "stacks", .stacks, "List stacks", queries: [.name("stack")], answer: .json(Listing<Stack>.self)),
        Operation(.stack, "stack", .stacks, "Read a stack", answer: .resource(Stack.self)),
        Operation(
            .stackMembers, "stackMembers", .stacks, "List the components that stacks have",
            answer: .json(Listing<Component>.self)),
        Operation(
            .updateStack, "updateStack", .stacks, "Replace a stack, or only what the caller believes it to be",
            body: StackUpdate.self),
        Operation(
            .deleteStack, "deleteStack", .stacks, "Remove a stack; answers the components that went too",
            queries: [QueryParameter("components", "Whether components of no other stack go too.", as: Bool.self)],
            answer: .json(Listing<Component>.self), problems: [409]),
    ]

    static let secrets = [
        Operation(.createSecret, "createSecret", .secrets, "Store a secret", body: SecretRecord.self),
        Operation(
            .updateSecret, "updateSecret", .secrets, "Replace a secret, or only what the caller believes it to be",
            body: SecretRecord.self),
        Operation(
            .secrets, "secrets", .secrets, "List secrets, without values", queries: [.name("secret")],
            answer: .json(Listing<Secret>.self)),
        Operation(
            .secret, "secret", .secrets, "Read a secret, without values", answer: .resource(Secret.self)),
        Operation(
            .secretValues, "secretValues", .secrets, "Read the values of a secret", answer: .json(SecretValues.self)),
        Operation(.deleteSecret, "deleteSecret", .secrets, "Remove a secret", problems: [409]),
    ]

    static let connectors = [
        Operation(
            .createConnector, "createConnector", .connectors, "Register a service connector",
            body: ConnectorRecord.self),
        Operation(
            .updateConnector, "updateConnector", .connectors,
            "Replace a service connector, or only what the caller believes it to be",
            body: ConnectorRecord.self),
        Operation(
            .connectors, "connectors", .connectors, "List service connectors", queries: [.name("service connector")],
            answer: .json(Listing<Connector>.self)),
        Operation(.connector, "connector", .connectors, "Read a service connector", answer: .resource(Connector.self)),
        Operation(
            .connectorSecrets, "connectorSecrets", .connectors, "Read the values of a connector's secret options",
            answer: .json(SecretValues.self)),
        Operation(.deleteConnector, "deleteConnector", .connectors, "Remove a service connector", problems: [409]),
    ]
}
