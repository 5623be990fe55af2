import ApusModel

/// Brings blobs to a repository, those that it does not have.
struct BlobTransfer: Sendable {
    let destination: RegistryClient
    let repository: String
    let source: RegistryClient

    func send(_ blob: ImageDescriptor, from content: RegistryClient.BlobSource) async throws {
        if try await destination.hasBlob(blob.digest, in: repository) { return }
        let place = try await destination.beginUpload(in: repository)
        try await destination.upload(blob, from: content, to: place, in: repository)
    }

    /// Shares a blob of an image within the registry, or else copies it.
    func copy(_ blob: ImageDescriptor, of base: ImageReference) async throws {
        if try await destination.hasBlob(blob.digest, in: repository) { return }
        let place: String
        if source.host == destination.host {
            guard let given = try await destination.mount(blob.digest, from: base.repository, in: repository) else {
                return
            }
            place = given
        } else {
            place = try await destination.beginUpload(in: repository)
        }
        try await source.withBlob(blob.digest, of: base) { body in
            try await destination.upload(blob, from: .stream(body), to: place, in: repository)
        }
    }
}
