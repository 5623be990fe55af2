public import ApusModel
public import FoundationEssentials

extension ArtifactStore {
    /// Keeps `data` under `key`.
    public func write(_ data: Data, to key: String) async throws {
        try await write(ByteStream(data), length: Int64(data.count), to: key)
    }

    /// The whole content under `key`.
    /// - Parameter limit: the most bytes to hold; more is `.invalidArgument`.
    public func data(at key: String, limit: Int = 64 << 20) async throws -> Data {
        try await read(key, range: nil) { try await $0.collect(upTo: limit) }
    }

    /// Throws unless `key` is a relative path of plain segments.
    public func checkKey(_ key: String) throws(ApusError) {
        let segments = key.split(separator: "/", omittingEmptySubsequences: false)
        if key.utf8.contains(0) || segments.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
            throw ApusError(
                .invalidArgument, "'\(key)' is no key of an artifact store",
                reason: "it is not a relative path of plain segments")
        }
    }
}
