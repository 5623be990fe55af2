import ApusModel

extension FlavorRegistry {
    /// Makes the component that `context` describes.
    /// - Throws: ``ApusError`` with `.notFound` for an unknown flavor, `.invalidConfiguration` for options that it does
    ///   not take.
    public func makeComponent(_ context: ComponentContext) throws -> any StackComponent {
        try flavor(context.component.flavor, of: context.component.type).make(context)
    }

    /// Makes an orchestrator.
    public func makeOrchestrator(_ context: ComponentContext) throws -> any Orchestrator {
        try cast(makeComponent(context), of: context)
    }

    /// Makes an artifact store.
    public func makeArtifactStore(_ context: ComponentContext) throws -> any ArtifactStore {
        try cast(makeComponent(context), of: context)
    }

    /// Makes a container registry.
    public func makeContainerRegistry(_ context: ComponentContext) throws -> any ContainerRegistry {
        try cast(makeComponent(context), of: context)
    }

    /// Makes the service connector that `context` describes.
    /// - Throws: ``ApusError`` with `.notFound` for an unknown type or method, `.invalidConfiguration`.
    public func makeConnector(_ context: ConnectorContext) throws -> any ServiceConnector {
        try connectorType(context.connector.type).authMethod(context.connector.authMethod).make(context)
    }

    private func cast<Contract>(_ component: any StackComponent, of context: ComponentContext) throws -> Contract {
        if let contract = component as? Contract { return contract }
        throw ApusError(
            .internalFailure,
            "flavor '\(context.component.flavor)' made something that is no \(context.component.type)",
            hint: "report this to the author of the flavor")
    }
}
