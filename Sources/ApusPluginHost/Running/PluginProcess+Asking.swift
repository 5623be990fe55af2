import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials

extension PluginProcess {
    /// Asks it something and waits for the answer, at most for `limit` once it is its turn.
    ///
    /// When the task is cancelled or the limit passes, it is told so and gets a moment to finish; then it is ended by
    /// force. So a request has taken effect if and only if this returns, unless the process ended.
    /// - Throws: ``PluginCrash``; what the plugin answered; `.timedOut`; `CancellationError`.
    func ask(
        _ call: PluginCall, of component: String? = nil, _ arguments: [String: JSONValue] = [:],
        within limit: Duration
    ) async throws -> [String: JSONValue] {
        try await turnstile.enter()
        defer { turnstile.leave() }
        let request = PluginRequest(
            id: pending.reserve(), call: call, component: component, arguments: arguments, seconds: limit / .seconds(1))
        return try await withThrowingTaskGroup(of: PendingAnswers<[String: JSONValue]>.Answer?.self) { group in
            group.addTask { [self] in await exchange(request) }
            group.addTask { [clock] in
                try? await clock.sleep(for: limit)  // cancelled: nobody wants the answer any more
                return nil
            }
            defer { group.cancelAll() }
            if let answer = try await group.next() ?? nil { return try answer.get() }
            let isCancelled = Task.isCancelled
            let force = Task { [self] in
                try await clock.sleep(for: Self.grace)
                kill()
            }
            let word = Task { [self] in try await connection.send(CanonicalJSON.encode(PluginOrder.cancel(request.id)))
            }
            let answer = try await group.next() ?? nil
            force.cancel()
            word.cancel()
            if case .success(let result) = answer { return result }
            if isCancelled { throw CancellationError() }
            throw ApusError(
                .timedOut, "plugin '\(launch.name)' gives no answer to '\(call)'",
                reason: "it had \(limit.components.seconds) s")
        }
    }

    /// Ends with the answer, or with the process.
    private func exchange(_ request: PluginRequest) async -> PendingAnswers<[String: JSONValue]>.Answer {
        do {
            try await connection.send(try CanonicalJSON.encode(PluginOrder.request(request)))
        } catch let error as ApusError where error.code == .unavailable {
            // Its end, which is near, says more.
        } catch {
            pending.fill(request.id, with: .failure(error))
        }
        return await pending.answer(to: request.id)
    }

    /// Lets it introduce itself. The first thing to ask.
    /// - Throws: as ``ask(_:of:_:within:)``; `.unsupported` when it speaks no version of the protocol that this host
    ///   speaks, `.invalidConfiguration` when what it declares cannot be.
    func introduction(
        offering versions: ClosedRange<Int> = PluginProtocol.versions
    ) async throws -> PluginDescription {
        let answer = try await ask(
            .hello,
            [
                "protocols": .array(versions.map { .integer(Int64($0)) }), "host": .string(ApusVersion.current),
            ], within: launch.startLimit)
        let description: PluginDescription
        do {
            description = try CanonicalJSON.decode(PluginDescription.self, from: CanonicalJSON.encode(answer))
        } catch {
            throw ApusError(
                .invalidConfiguration, "plugin '\(launch.name)' introduces itself in a way that cannot be read",
                reason: DecodingText.text(error), hint: "Documentation/plugins.md has the form")
        }
        try description.check()
        if description.concurrency > 1 { turnstile.leave(places: description.concurrency - 1) }
        return description
    }
}
