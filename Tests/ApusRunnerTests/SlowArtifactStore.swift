import ApusCore
import ApusModel
import ApusTestKit

/// A store in memory that gives everybody else a few turns before it begins a write. Beside a thousand other tests, each
/// takes up to half a second.
struct SlowArtifactStore: ArtifactStore {
    let contents = InMemoryArtifactStore()
    /// Called after these turns.
    let willWrite: @Sendable () -> Void

    var location: String { contents.location }

    func verify() async throws {}

    func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        for _ in 0..<10 { await Task.yield() }
        willWrite()
        try await contents.write(content, length: length, to: key)
    }

    func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result { try await contents.read(key, range: range, body) }

    func size(of key: String) async throws -> Int64? { try await contents.size(of: key) }
    func keys(withPrefix prefix: String) async throws -> [String] { try await contents.keys(withPrefix: prefix) }
    func delete(_ key: String) async throws { try await contents.delete(key) }
}
