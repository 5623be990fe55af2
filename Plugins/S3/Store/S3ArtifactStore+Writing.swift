import ApusCore
import ApusModel
import FoundationEssentials
import Logging

extension S3ArtifactStore {
    /// Sends up to 16 MiB whole and more in parts. One part at a time is held in memory, so that it can be signed with
    /// its digest, which the endpoint checks, and sent again.
    func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        try checkKey(key)
        let whole = client.location.prefix + key
        if let length, length > S3PartSizes.largestObject {
            throw ApusError(
                .rejected, "'\(key)' cannot be kept in \(location)",
                reason: "it has \(length) bytes and S3 takes at most \(S3PartSizes.largestObject)")
        }
        let sizes = S3PartSizes(length: length)
        var reader = S3PartReader(content)
        let (first, isLast) = try await reader.next(sizes.size(ofPart: 1))
        if isLast {
            try check(reader.count, length, isLast: true, key: key)
            return try await client.put(first, key: whole)
        }
        let upload = try await client.beginUpload(key: whole)
        do {
            var parts: [S3Upload.Part] = []
            var part = (data: first, isLast: false)
            while true {
                try check(reader.count, length, isLast: part.isLast, key: key)
                let number = parts.count + 1
                if number > S3PartSizes.mostParts {
                    throw ApusError(.rejected, "'\(key)' cannot be kept in \(location)", reason: "it is too long")
                }
                parts.append(try await client.send(part.data, asPart: number, of: upload))
                if part.isLast { break }
                part = try await reader.next(sizes.size(ofPart: number + 1))
            }
            try await client.complete(upload, parts: parts, length: reader.count)
        } catch {
            await abandon(upload)
            throw error
        }
    }

    private func check(_ count: Int64, _ length: Int64?, isLast: Bool, key: String) throws(ApusError) {
        guard let length, count > length || (isLast && count < length) else { return }
        throw ApusError(
            .corrupted, "'\(key)' does not have the \(length) bytes that were announced",
            reason: isLast ? "it has \(count)" : "it has more")
    }

    /// Aborts an upload even when this task is cancelled, which a task of its own does not notice.
    private func abandon(_ upload: S3Upload) async {
        let abort = Task { [client] in try await client.abort(upload) }
        if case .failure(let error) = await abort.result {
            client.logger.warning(
                "the parts of a failed upload stay in the bucket",
                metadata: ["key": "\(upload.key)", "upload": "\(upload.identifier)", "reason": "\(error)"])
        }
    }
}
