import ApusHTTP
import ApusHashing
import ApusModel
import FoundationEssentials

extension RegistryClient {
    func hasBlob(_ digest: ContentDigest, in repository: String) async throws -> Bool {
        let call = RegistryCall("reading '\(host)/\(repository)'", [.push(repository)])
        let request = HTTPRequest(.head, url("\(repository)/blobs/\(digest)"), redirects: .follow())
        let response = try await send(call, request)
        if response.status == 404 { return false }
        try await check(response, call)
        return true
    }

    /// A blob that is kept in memory, checked against its digest.
    func blob(_ descriptor: ImageDescriptor, of image: ImageReference) async throws -> Data {
        let call = RegistryCall("reading the image '\(image)'", [.pull(image.repository)])
        let response = try await send(call, blobRequest(descriptor.digest, in: image.repository))
        try await check(response, call)
        guard ContentDigest(of: response.body) == descriptor.digest else {
            throw ApusError(
                .corrupted, "the image '\(image)' is damaged in the registry",
                reason: "the bytes of \(descriptor.digest) differ from it")
        }
        return response.body
    }

    /// Calls `body` with the bytes of a blob as they come; they are not checked.
    func withBlob<Result: Sendable>(
        _ digest: ContentDigest, of image: ImageReference, _ body: (HTTPBody) async throws -> Result
    ) async throws -> Result {
        let call = RegistryCall("reading the image '\(image)'", [.pull(image.repository)])
        return try await withResponse(call, to: blobRequest(digest, in: image.repository)) { response in
            if !response.isSuccess {
                let text = try await response.body.collect(upTo: 16 << 20)
                try await check(HTTPBufferedResponse(status: response.status, body: text), call)
            }
            return try await body(response.body)
        }
    }

    private func blobRequest(_ digest: ContentDigest, in repository: String) -> HTTPRequest {
        HTTPRequest(.get, url("\(repository)/blobs/\(digest)"), redirects: .follow())
    }
}
