import ApusCore
import ApusModel
import Synchronization

/// Working artifact stores by their component, each made once. One that has failed is left alone from then on.
final class ArtifactStores: Sendable {
    private let make: @Sendable (Component) async throws -> any ArtifactStore
    private let made = Mutex<[Component: Result<any ArtifactStore, any Error>]>([:])

    init(make: @escaping @Sendable (Component) async throws -> any ArtifactStore) { self.make = make }

    /// Calls `body` with the store.
    /// - Throws: what making it or an earlier call has thrown, and what `body` throws.
    func with(_ component: Component, _ body: (any ArtifactStore) async throws -> Void) async throws {
        do {
            let store = try await store(component)
            try await body(store)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            made.withLock { $0[component] = .failure(error) }
            throw error
        }
    }

    private func store(_ component: Component) async throws -> any ArtifactStore {
        if let known = made.withLock({ $0[component] }) { return try known.get() }
        let store = try await make(component)
        made.withLock { $0[component] = .success(store) }
        return store
    }
}
