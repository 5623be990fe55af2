public import ApusCore

/// The options of the orchestrator flavor `local`.
public struct LocalOrchestratorConfiguration: ComponentConfiguration {
    @Setting(
        "For pipelines that run elsewhere too; a local run always lasts as long as its command",
        scope: .pipeline)
    public var synchronous = true

    public init() {}
}
