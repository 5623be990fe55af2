import ApusModel

/// Which component type a command is about, as a type, so that each type has its own commands.
protocol ComponentKind: Sendable {
    static var type: ComponentType { get }
    /// What components of the type are for, for the command's help.
    static var purpose: String { get }
    /// The same in a few lines.
    static var explanation: String { get }
}

enum OrchestratorKind: ComponentKind {
    static let type = ComponentType.orchestrator
    static let purpose = "Orchestrators: where the steps of pipelines run."
    static let explanation = """
        An orchestrator runs the steps of a pipeline in their order: here as processes, or on a
        cluster as pods. Every stack has one. Options that a pipeline or a step may override stand
        under 'settings: {orchestrator: {...}}' in the pipeline file.
        """
}

enum ArtifactStoreKind: ComponentKind {
    static let type = ComponentType.artifactStore
    static let purpose = "Artifact stores: where outputs and logs of steps are kept."
    static let explanation = """
        An artifact store keeps what steps put out, addressed by its SHA-256, and what they print.
        Every stack has one; where steps run on other machines, it has to be one that these reach.
        """
}

enum ContainerRegistryKind: ComponentKind {
    static let type = ComponentType.containerRegistry
    static let purpose = "Container registries: where the images of runs are kept."
    static let explanation = """
        A container registry keeps the images in which steps run: a base image, the programs of Apus
        and the code of the pipeline, put together by the registry's API. Stacks whose orchestrator
        runs containers need one.
        """
}
