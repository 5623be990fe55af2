public import ApusCore
public import ApusModel
import FoundationEssentials
import Synchronization

/// An artifact store that keeps everything in memory: fast, and gone with the process.
public final class InMemoryArtifactStore: ArtifactStore {
    public let location: String
    private let contents = Mutex<[String: Data]>([:])
    private let fault = Mutex<ApusError?>(nil)

    /// - Parameter name: tells stores apart in their ``location``.
    public init(name: String = "test") { location = "memory://\(name)" }

    /// Every later write throws `error`; `nil` mends the store.
    public func failWrites(with error: ApusError?) { fault.withLock { $0 = error } }

    public func verify() async throws {}

    public func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        try checkKey(key)
        if let error = fault.withLock({ $0 }) { throw error }
        let data = try await content.collect(upTo: .max)
        try Task.checkCancellation()
        if let length, length != Int64(data.count) {
            throw ApusError(.corrupted, "'\(key)' has \(data.count) bytes instead of \(length)")
        }
        contents.withLock { $0[key] = data }
    }

    public func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result {
        try checkKey(key)
        guard let data = contents.withLock({ $0[key] }) else {
            throw ApusError(.notFound, "there is nothing under '\(key)' in \(location)")
        }
        guard let range else { return try await body(ByteStream(data)) }
        let bounds = range.clamped(to: 0..<Int64(data.count))
        return try await body(ByteStream(Data(data[Int(bounds.lowerBound)..<Int(bounds.upperBound)])))
    }

    public func size(of key: String) async throws -> Int64? {
        try checkKey(key)
        return contents.withLock { $0[key].map { Int64($0.count) } }
    }

    public func keys(withPrefix prefix: String) async throws -> [String] {
        contents.withLock { $0.keys.filter { $0.hasPrefix(prefix) }.sorted() }
    }

    public func delete(_ key: String) async throws {
        try checkKey(key)
        contents.withLock { _ = $0.removeValue(forKey: key) }
    }
}
