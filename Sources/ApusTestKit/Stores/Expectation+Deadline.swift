import ApusModel

extension Expectation {
    /// The result of `body`, which must come within `limit`.
    func soon<Value: Sendable>(
        _ what: String, within limit: Duration = .seconds(90), _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limit)
                throw ConformanceFailure(check: check, observation: "\(what) does not come within \(limit)")
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
