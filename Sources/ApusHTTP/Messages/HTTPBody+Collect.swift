public import FoundationEssentials

extension HTTPBody {
    /// All bytes.
    /// - Throws: ``HTTPError`` with `.tooLarge` when there are more than `limit`, `.truncated` when some are missing.
    nonisolated(nonsending) public func collect(upTo limit: Int) async throws -> Data {
        var all = Data()
        for try await piece in self {
            guard all.count + piece.count <= limit else {
                throw HTTPError(.tooLarge, "the body is longer than \(limit) bytes")
            }
            all.append(piece)
        }
        return all
    }

    /// The text of at most `limit` bytes, for error messages: never throws for a long body, but cuts it.
    nonisolated(nonsending) public func excerpt(upTo limit: Int = 4096) async throws -> String {
        String(decoding: try await prefix(upTo: limit), as: UTF8.self)
    }

    /// The first `limit` bytes, or fewer where the body ends before.
    nonisolated(nonsending) public func prefix(upTo limit: Int) async throws -> Data {
        var all = Data()
        for try await piece in self {
            all.append(piece.prefix(limit - all.count))
            if all.count >= limit { break }
        }
        return all
    }
}
