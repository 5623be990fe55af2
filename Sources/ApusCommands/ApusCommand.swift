public import ArgumentParser

/// The command `apus`. A command parses, calls, renders; what it calls lives in the modules below.
public struct ApusCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "apus",
        abstract: "Register stack components, connect them, and run pipelines on them.",
        discussion: """
            Nothing has to be set up: 'apus pipeline run FILE' runs on this machine. See also \
            'apus COMMAND --help' and the folder Documentation.
            """,
        subcommands: [
            Status.self, Init.self, Doctor.self, Version.self,
            ComponentCommand<OrchestratorKind>.self, ComponentCommand<ArtifactStoreKind>.self,
            ComponentCommand<ContainerRegistryKind>.self,
            FlavorCommand<EveryType>.self, PluginCommand.self,
            ConnectorCommand.self, SecretCommand.self, StackCommand.self, PipelineCommand.self, RunCommand.self,
            Prune.self,
            ServerCommand.self, Login.self, Logout.self, WhoAmI.self, AccountCommand.self, APIKeyCommand.self,
            CompletionCommand.self, CompleteCommand.self, ManualCommand.self, ReferenceCommand.self,
        ])

    public init() {}
}
