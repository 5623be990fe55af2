import ApusCore
import ApusModel
import ApusTestKit

/// A store in memory that gives everybody else time before it begins a write.
struct SlowArtifactStore: ArtifactStore {
    let contents = InMemoryArtifactStore()
    /// How often everybody else has a turn. Where many tests run at once, each takes a while.
    var turns = 1000
    /// Called after that time.
    let willWrite: @Sendable () -> Void

    var location: String { contents.location }

    func verify() async throws {}

    func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        for _ in 0..<turns { await Task.yield() }
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
