import ApusCore
import ApusHost
import ApusImages
import ApusModel

/// Whether the steps of a stack reach the server.
struct ServerReach {
    let server: String
    let stack: ResolvedStack
    let session: Session

    func examine() async -> Finding {
        let check = "reachable from steps"
        if stack.component(.orchestrator) == nil {
            return Finding(check, .skipped, "the stack has no orchestrator")
        }
        do {
            let parts = try await StackParts(stack, session)
            let url = try await ServerConnection(url: server, session: session).urlForPrograms()
            return await parts.orchestrator.examineReach(
                of: url, image: try await image(parts), in: parts.containerRegistry)
        } catch {
            return Finding(check, failed: error)
        }
    }

    /// The programs of a step and nothing else; published anew only when they changed.
    private func image(_ parts: StackParts) async throws -> String? {
        guard parts.isRemote, let registry = parts.containerRegistry else { return nil }
        let runtime = RuntimeBundle(programs: Programs.folder)
        let layer = try await runtime.layer(in: LayerCache(folder: session.home.layers))
        return try await registry.publish(ImageAssembly(repository: "apus-doctor", base: nil, layers: [layer]))
    }
}
