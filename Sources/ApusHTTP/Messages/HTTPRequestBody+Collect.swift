public import FoundationEssentials
import SystemPackage

extension HTTPRequestBody {
    /// All bytes of the body, for implementations of ``HTTPClient`` that keep them in memory; uses up a stream.
    /// - Throws: ``HTTPError`` with `.invalidRequest` when a file cannot be read or the length is not as promised.
    nonisolated(nonsending) public func collect() async throws -> Data {
        var all = Data()
        switch content {
        case .none: break
        case .bytes(let data): all = data
        case .file(let path, let offset, let length):
            let file = try RequestFile(path: path, offset: offset, length: length)
            all = try file.read(at: 0, upTo: Int(length))
        case .stream(_, let sequence):
            for try await piece in sequence { all.append(piece) }
        }
        if let length, length != all.count {
            throw HTTPError(.invalidRequest, "the body has \(all.count) bytes instead of \(length)")
        }
        return all
    }
}
