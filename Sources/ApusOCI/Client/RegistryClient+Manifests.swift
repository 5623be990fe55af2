import ApusHTTP
import ApusHashing
public import ApusModel
import FoundationEssentials

extension RegistryClient {
    /// The digest of what `image` names: of an index, where there are several platforms.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`, `.unauthorized`, `.unavailable`.
    public func digest(of image: ImageReference) async throws -> ContentDigest {
        try await manifest(of: image, image.version).digest
    }

    /// The manifest of `image` for `platform`.
    func manifest(of image: ImageReference, for platform: ImagePlatform) async throws -> FetchedManifest {
        let fetched = try await manifest(of: image, image.version)
        guard fetched.mediaType.isIndex else { return fetched }
        let index = try decode(ImageIndex.self, from: fetched, of: image)
        guard let found = index.manifests.first(where: { $0.platform.map(platform.accepts) ?? false }) else {
            let known = Set(index.manifests.compactMap { $0.platform?.description }).subtracting(["unknown/unknown"])
            throw ApusError(
                .notFound, "the image '\(image)' is not made for \(platform)",
                reason: "it is made for \(known.sorted().joined(separator: ", "))")
        }
        return try await manifest(of: image, found.digest.description)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, from fetched: FetchedManifest, of image: ImageReference
    ) throws -> Value {
        do {
            return try CanonicalJSON.decode(type, from: fetched.data)
        } catch {
            throw ApusError(.unsupported, "the manifest of the image '\(image)' cannot be read", cause: error)
        }
    }

    private func manifest(of image: ImageReference, _ version: String) async throws -> FetchedManifest {
        let call = RegistryCall("reading the image '\(image)'", [.pull(image.repository)])
        var request = HTTPRequest(.get, url("\(image.repository)/manifests/\(version)"), redirects: .follow())
        request.headers["Accept"] = MediaType.manifests.map(\.rawValue).joined(separator: ", ")
        let response = try await send(call, request)
        if response.status == 404 {
            throw ApusError(
                .notFound, "the image '\(image)' does not exist",
                reason: RegistryFailure(status: 404, body: response.body).codes.first.map { "the registry says \($0)" },
                hint: "check the name and the tag; a name without a host is looked up in the stack's container registry"
            )
        }
        try await check(response, call)
        let digest = ContentDigest(of: response.body)
        if let wanted = ContentDigest(version), wanted != digest {
            throw ApusError(
                .corrupted, "the image '\(image)' is damaged in the registry",
                reason: "its manifest has the digest \(digest)")
        }
        let type = MediaType(rawValue: String((response.headers["Content-Type"] ?? "").prefix { $0 != ";" }))
        guard type.isManifest || type.isIndex else {
            throw ApusError(
                .unsupported, "the image '\(image)' has a manifest of another kind",
                reason: type.rawValue.isEmpty ? "the registry does not say of which" : "it is of \(type.rawValue)")
        }
        return FetchedManifest(mediaType: type, digest: digest, data: response.body)
    }

    /// The digest under `tag`, or `nil` if there is nothing.
    func digest(ofTag tag: String, in repository: String) async throws -> ContentDigest? {
        let call = RegistryCall("reading '\(host)/\(repository)'", [.push(repository)])
        var request = HTTPRequest(.head, url("\(repository)/manifests/\(tag)"))
        request.headers["Accept"] = MediaType.manifests.map(\.rawValue).joined(separator: ", ")
        let response = try await send(call, request)
        if response.status == 404 { return nil }
        try await check(response, call)
        return response.headers["Docker-Content-Digest"].flatMap { ContentDigest($0) }
    }

    /// Puts a manifest under `tag`.
    /// - Returns: `false` when the registry says that a part of it is missing or not whole, which it may say while
    ///   someone
    ///   else sends the same part.
    func put(manifest data: Data, _ type: MediaType, tag: String, in repository: String) async throws -> Bool {
        let call = RegistryCall("pushing to '\(host)/\(repository)'", [.push(repository)])
        let request = HTTPRequest(
            .put, url("\(repository)/manifests/\(tag)"), headers: ["Content-Type": type.rawValue], body: .bytes(data))
        let response = try await send(call, request)
        if response.isSuccess { return true }
        let codes = RegistryFailure(status: response.status, body: response.body).codes
        if codes.contains("MANIFEST_BLOB_UNKNOWN") || codes.contains("DIGEST_INVALID") { return false }
        try await check(response, call)
        return true
    }
}
