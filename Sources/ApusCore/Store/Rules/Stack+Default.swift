package import ApusModel
package import FoundationEssentials

extension Stack {
    /// The stack that a new store has, and its components: a local orchestrator and a local artifact store.
    package static func makeDefault(at: Date) -> (stack: Stack, components: [Component]) {
        let components = [ComponentType.orchestrator, .artifactStore].map {
            Component(type: $0, name: defaultName, flavor: "local", createdAt: at)
        }
        let members = Dictionary(uniqueKeysWithValues: components.map { ($0.type, $0.id) })
        return (Stack(name: defaultName, components: members, createdAt: at), components)
    }
}
