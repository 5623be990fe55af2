import ApusHTTP
public import ApusModel

extension KubernetesClient {
    /// Creates the object that `manifest` describes.
    ///
    /// An object with a name is sent again when the server may not have got it; if it had, the second try throws
    /// `.alreadyExists`. So whoever gets that error reads the object and checks whether it is theirs.
    /// - Parameter namespace: `nil` for the manifest's own or else the namespace of ``access``.
    /// - Throws: `.alreadyExists`; `.notFound` when the namespace does not exist; `.rejected` for a manifest that the
    ///   server does not take.
    public func create<Object>(
        _ manifest: JSONValue, as kind: ResourceKind<Object>, in namespace: String? = nil
    ) async throws {
        _ = try await send(try creation(of: manifest, as: kind, in: namespace))
    }

    /// As ``create(_:as:in:)``.
    /// - Returns: the object as the server keeps it.
    public func create<Object>(
        _ manifest: JSONValue, returning kind: ResourceKind<Object>, in namespace: String? = nil
    ) async throws -> Object {
        try await send(try creation(of: manifest, as: kind, in: namespace), as: Object.self)
    }

    /// As ``create(_:as:in:)``, for one of many that nobody waits for: the manifest is made when its turn has come, and the
    /// answer may lie unread for as long as the client lets it.
    /// - Parameters:
    ///   - name: the manifest's.
    ///   - manifest: called again when the request is sent again; what it throws is thrown.
    public func create<Object>(
        named name: String, as kind: ResourceKind<Object>, in namespace: String? = nil,
        _ manifest: @escaping @Sendable () throws -> JSONValue
    ) async throws {
        let place = namespace ?? access.namespace
        var request = APIRequest(
            action: "creating \(describe(kind, name, in: place))", method: .post, path: kind.path(in: place))
        request.content = { try CanonicalJSON.encode(manifest()) }
        request.coalescing = creationCoalescing
        _ = try await send(request)
    }

    private func creation<Object>(
        of manifest: JSONValue, as kind: ResourceKind<Object>, in namespace: String?
    ) throws -> APIRequest {
        let metadata = manifest["metadata"]
        let place = namespace ?? metadata?["namespace"]?.stringValue ?? access.namespace
        let name = metadata?["name"]?.stringValue
        return APIRequest(
            action: "creating \(describe(kind, name ?? metadata?["generateName"]?.stringValue ?? "", in: place))",
            method: .post, path: kind.path(in: place), body: try CanonicalJSON.encode(manifest),
            repetition: name == nil ? .ifUntouched : .always)
    }
}
