import ApusHTTP
import ApusModel
import FoundationEssentials
import SystemPackage

extension RegistryClient {
    /// What a blob to be uploaded comes from.
    enum BlobSource: Sendable {
        case bytes(Data)
        case file(FilePath)
        /// Can be sent once.
        case stream(HTTPBody)
    }

    /// Has the registry use a blob of another of its repositories, or begins an upload.
    /// - Returns: where to upload the blob to, or `nil` when it is there.
    func mount(_ digest: ContentDigest, from source: String, in repository: String) async throws -> String? {
        let call = RegistryCall("pushing to '\(host)/\(repository)'", [.push(repository), .pull(source)])
        let query = "mount=\(digest)&from=\(QueryEncoding.encode(source))"
        let response = try await send(
            call, HTTPRequest(.post, url("\(repository)/blobs/uploads/?\(query)"), body: .bytes(Data())))
        if response.status == 201 { return nil }
        // Some registries refuse to mount what may not be pulled, where others begin an upload.
        if [401, 403, 404].contains(response.status) { return try await beginUpload(in: repository) }
        try await check(response, call)
        return try uploadPlace(response)
    }

    /// Begins an upload and returns where to send it to.
    func beginUpload(in repository: String) async throws -> String {
        let call = RegistryCall("pushing to '\(host)/\(repository)'", [.push(repository)])
        let response = try await send(
            call, HTTPRequest(.post, url("\(repository)/blobs/uploads/"), body: .bytes(Data())))
        try await check(response, call)
        return try uploadPlace(response)
    }

    /// Forgets an upload that was begun.
    func cancelUpload(at place: String, in repository: String) async throws {
        let call = RegistryCall("pushing to '\(host)/\(repository)'", [.push(repository)])
        // A registry that cannot do that forgets by itself.
        _ = try await send(call, HTTPRequest(.delete, place))
    }

    /// Sends a blob to where an upload was begun.
    func upload(_ blob: ImageDescriptor, from source: BlobSource, to place: String, in repository: String) async throws
    {
        let call = RegistryCall("pushing to '\(host)/\(repository)'", [.push(repository)])
        switch source {
        case .bytes(let data): try await finish(call, place, blob.digest, .bytes(data))
        case .stream(let body):
            try await finish(call, place, blob.digest, .stream(length: blob.size, body), retries: 0)
        case .file(let path) where blob.size <= chunkSize:
            try await finish(call, place, blob.digest, .file(path, length: blob.size))
        case .file(let path): try await uploadInChunks(call, path, blob, to: place)
        }
    }

    private func uploadInChunks(
        _ call: RegistryCall, _ path: FilePath, _ blob: ImageDescriptor, to first: String
    ) async throws {
        var place = first
        var sent: Int64 = 0
        while sent < blob.size {
            let count = min(chunkSize, blob.size - sent)
            let headers: HTTPHeaders = [
                "Content-Type": "application/octet-stream", "Content-Range": "\(sent)-\(sent + count - 1)",
            ]
            let request = HTTPRequest(
                .patch, place, headers: headers, body: .file(path, offset: sent, length: count))
            // A chunk that may have arrived cannot be sent again: its upload stands elsewhere then.
            let response = try await send(call, request, retries: 0)
            try await check(response, call)
            place = try uploadPlace(response)
            sent += count
        }
        try await finish(call, place, blob.digest, .bytes(Data()))
    }

    private func finish(
        _ call: RegistryCall, _ place: String, _ digest: ContentDigest, _ body: HTTPRequestBody, retries: Int = 3
    ) async throws {
        let url = "\(place)\(place.contains("?") ? "&" : "?")digest=\(digest)"
        let request = HTTPRequest(.put, url, headers: ["Content-Type": "application/octet-stream"], body: body)
        try await check(try await send(call, request, retries: retries), call)
    }

    private func uploadPlace(_ response: HTTPBufferedResponse) throws -> String {
        guard let location = response.headers["Location"] else {
            throw ApusError(.unsupported, "the registry '\(host)' does not say where to upload to")
        }
        return try place(location)
    }
}
