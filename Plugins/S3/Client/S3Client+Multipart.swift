import ApusHTTP
import ApusModel
import FoundationEssentials

/// An object that is being sent in parts; it appears when it is completed
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html).
struct S3Upload: Sendable {
    struct Part: Hashable, Sendable {
        /// From 1.
        let number: Int
        let entityTag: String
    }

    let key: String
    let identifier: String
}

extension S3Client {
    /// Begins an upload; it takes up space until it is completed or aborted.
    func beginUpload(key: String) async throws -> S3Upload {
        let action = "writing '\(shown(key))'"
        return try await translating(action) {
            let answer = try await send(S3Request(method: .post, key: key, query: ["uploads": ""], action: action))
            guard let identifier = try XMLReader.root(of: answer.body).text(of: "UploadId"), !identifier.isEmpty else {
                throw ApusError(.corrupted, "\(action) gives no upload", reason: "UploadId is missing")
            }
            return S3Upload(key: key, identifier: identifier)
        }
    }

    /// Sends part `number`; sending it again replaces it.
    func send(_ data: Data, asPart number: Int, of upload: S3Upload) async throws -> S3Upload.Part {
        let action = "writing '\(shown(upload.key))'"
        return try await translating(action) {
            let query = ["partNumber": String(number), "uploadId": upload.identifier]
            let answer = try await send(
                S3Request(method: .put, key: upload.key, query: query, payload: data, action: action))
            guard let tag = answer.headers["ETag"] else {
                throw ApusError(.corrupted, "\(action) gives no receipt", reason: "ETag is missing")
            }
            return S3Upload.Part(number: number, entityTag: tag)
        }
    }

    /// Makes the parts one object of `length` bytes.
    func complete(_ upload: S3Upload, parts: [S3Upload.Part], length: Int64) async throws {
        let action = "writing '\(shown(upload.key))'"
        try await translating(action) {
            let list = parts.map { part in
                "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(Self.escaped(part.entityTag))</ETag></Part>"
            }
            let document = "<CompleteMultipartUpload>\(list.joined())</CompleteMultipartUpload>"
            let request = S3Request(
                method: .post, key: upload.key, query: ["uploadId": upload.identifier],
                headers: ["Content-Type": "application/xml"], payload: Data(document.utf8), action: action)
            do {
                // The endpoint may begin with status 200 and find out that it fails afterwards.
                try await withResponse(to: request) { response in
                    let answer = try await response.body.collect(upTo: 1 << 20)
                    let failure = S3Failure(status: 200, body: answer)
                    if try XMLReader.root(of: answer).name == "Error" { throw failure }
                }
            } catch let failure as S3Failure where failure.code == "NoSuchUpload" {
                // An earlier try may have done it although its answer was lost.
                if try await size(key: upload.key) != length { throw failure }
            }
        }
    }

    /// Gives up an upload and the space that it takes.
    func abort(_ upload: S3Upload) async throws {
        let action = "giving up '\(shown(upload.key))'"
        try await translating(action) {
            do {
                _ = try await send(
                    S3Request(
                        method: .delete, key: upload.key, query: ["uploadId": upload.identifier], action: action))
            } catch let failure as S3Failure where failure.code == "NoSuchUpload" {
                return
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
    }
}
