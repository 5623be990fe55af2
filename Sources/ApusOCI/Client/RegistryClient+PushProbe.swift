import ApusModel

extension RegistryClient {
    /// Proves that `repository` can be pushed to, by an upload that is begun and cancelled.
    ///
    /// A repository that does not exist yet is no failure: most registries make it with the first push.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden`, `.unauthorized`, `.unavailable`.
    public func checkPush(to repository: String) async throws {
        do {
            let place = try await beginUpload(in: repository)
            try await cancelUpload(at: place, in: repository)
        } catch let error as ApusError where error.code == .notFound {
            return
        }
    }
}
