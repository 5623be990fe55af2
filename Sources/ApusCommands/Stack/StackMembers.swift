import ApusModel
import ArgumentParser

/// The components of a stack on a command line.
struct StackMembers: ParsableArguments {
    @Option(name: .shortAndLong, help: "The orchestrator.")
    var orchestrator: String?
    @Option(name: .shortAndLong, help: "The artifact store.")
    var artifactStore: String?
    @Option(name: [.short, .long, .customLong("container_registry")], help: "The container registry.")
    var containerRegistry: String?

    /// The names by type.
    var names: [ComponentType: String] {
        let given: [ComponentType: String?] = [
            .orchestrator: orchestrator, .artifactStore: artifactStore, .containerRegistry: containerRegistry,
        ]
        return given.compactMapValues { $0 }
    }
}
