import ApusHTTP
import ApusModel
import FoundationEssentials

extension Reflector {
    typealias Handler = nonisolated(nonsending) (WatchEvent<Object>) async throws -> Void

    nonisolated(nonsending) func list(_ state: inout WatchState<Object>, _ handle: Handler) async throws {
        state.heard = false
        let list: ObjectList<Object>
        if let given = state.listing {
            list = given
            state.listing = nil
        } else {
            list = try await client.list(kind, in: namespace, matching: selector)
        }
        try await tell(state.known.replace(by: list.items.map(trimmed)) + [.synced], handle)
        state.hasSynced = true
        state.version = list.resourceVersion
    }

    /// One watch, until the server ends it.
    nonisolated(nonsending) func watch(_ state: inout WatchState<Object>, _ handle: Handler) async throws {
        state.heard = false
        let request = watchRequest(from: state.version ?? "")
        try await client.withResponse(to: request) { response in
            state.failures = 0
            state.waited = .zero
            switch ObjectForm(response) {
            case .json:
                for try await text in response.body.lines { try await read(text, as: .json, request, &state, handle) }
            case .protobuf:
                for try await frame in response.body.frames {
                    try await read(frame, as: .protobuf, request, &state, handle)
                }
            }
        }
    }

    nonisolated(nonsending) private func read(
        _ data: Data, as form: ObjectForm, _ request: APIRequest, _ state: inout WatchState<Object>,
        _ handle: Handler
    ) async throws {
        let position = state.version
        // What cannot be understood cannot be skipped either: everything is listed anew.
        state.version = nil
        let line = try client.decode(WatchLine<Object>.self, from: data, as: form, of: request)
        state.version = try await take(line, request, &state, handle) ?? position
        state.heard = true
    }

    /// - Returns: where a watch can go on after this line, if the line says it.
    nonisolated(nonsending) private func take(
        _ line: WatchLine<Object>, _ request: APIRequest, _ state: inout WatchState<Object>, _ handle: Handler
    ) async throws -> String? {
        switch line {
        case .put(let object):
            try await tell(state.known.put(trimmed(object)), handle)
            return object.metadata.resourceVersion
        case .deleted(let object):
            try await tell(state.known.remove(trimmed(object)), handle)
            return object.metadata.resourceVersion
        case .bookmark(let version): return version
        case .error(let status): throw status.error(while: request.action, server: client.access.server)
        case .other: return nil
        }
    }

    nonisolated(nonsending) private func tell(_ events: [WatchEvent<Object>], _ handle: Handler) async throws {
        for event in events {
            do {
                try await handle(event)
            } catch {
                throw HandlerFailure(error: error)
            }
        }
    }

    private func watchRequest(from version: String) -> APIRequest {
        let seconds =
            Int.random(in: 0...Int(timing.duration.components.seconds)) + Int(timing.duration.components.seconds)
        var request = APIRequest(
            action: "watching \(client.describe(kind, in: namespace, matching: selector))",
            path: kind.path(in: selector.allNamespaces ? nil : namespace ?? client.access.namespace),
            query: selector.query + [
                ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", version),
                ("timeoutSeconds", String(seconds)),
            ])
        request.accept = ObjectForm.best(for: WatchLine<Object>.self).accepted
        request.coalescing = timing.coalescing
        request.timeouts.idle = timing.idle
        request.timeouts.total = nil  // the server ends it, and a dead connection is told by its silence
        return request
    }
}
