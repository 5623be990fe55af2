import Dispatch

/// Runs `body` on a thread of its own kind and waits for it without blocking the task's thread.
///
/// For calls that wait in the kernel: files, locks, processes. Swift's own threads are as few as the cores, and must
/// not wait. Cancelling the task does not stop `body`.
public func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "apus.blocking").async {
            continuation.resume(with: Swift.Result { try body() })
        }
    }
}
