import ApusModel
import FoundationEssentials
import Synchronization

/// The components that were made in one process of a plugin, and who listens to them.
final class OpenedComponents: Sendable {
    private struct State {
        /// Each gives when that ends which the component was made of.
        var openings: [String: Task<Date?, any Error>] = [:]
        var listeners: [String: @Sendable ([String: JSONValue]) -> Void] = [:]
    }

    private let state = Mutex(State())

    /// Waits until the component is made, by `make` unless that was done before and is still good.
    /// - Parameter make: gives when the credentials end that it used, if that is known.
    func open(_ component: String, _ make: @escaping @Sendable () async throws -> Date?) async throws {
        let (opening, isNew) = opening(of: component, make)
        do {
            let expiry = try await opening.value
            if isNew || expiry.map({ $0 > Date() }) ?? true { return }
            forget(component, opening)
            _ = try await self.opening(of: component, make).task.value
        } catch {
            forget(component, opening)
            throw error
        }
    }

    private func opening(
        of component: String, _ make: @escaping @Sendable () async throws -> Date?
    ) -> (task: Task<Date?, any Error>, isNew: Bool) {
        state.withLock { state in
            if let opening = state.openings[component] { return (opening, false) }
            let opening = Task { try await make() }
            state.openings[component] = opening
            return (opening, true)
        }
    }

    private func forget(_ component: String, _ opening: Task<Date?, any Error>) {
        state.withLock { state in
            if state.openings[component] == opening { state.openings[component] = nil }
        }
    }

    /// Calls `take` with everything that the component says by itself, from now on.
    func listen(to component: String, _ take: @escaping @Sendable ([String: JSONValue]) -> Void) {
        state.withLock { $0.listeners[component] = take }
    }

    func deliver(_ event: [String: JSONValue], from component: String) {
        let listener = state.withLock { $0.listeners[component] }
        listener?(event)
    }
}
