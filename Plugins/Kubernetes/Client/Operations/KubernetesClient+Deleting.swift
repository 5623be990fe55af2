import ApusHTTP
import ApusModel
import FoundationEssentials

extension KubernetesClient {
    /// Asks for an object's deletion and returns without waiting for it.
    /// - Parameters:
    ///   - namespace: `nil` for the namespace of ``access``.
    ///   - gracePeriod: in seconds; `nil` for the object's own.
    ///   - uid: when given, only the object of this identity is deleted, not a later one of the same name.
    /// - Returns: whether there was such an object.
    /// - Throws: `.conflict` when the object of that name has another identity than `uid`.
    @discardableResult
    public func delete<Object>(
        _ kind: ResourceKind<Object>, _ name: String, in namespace: String? = nil,
        propagation: DeletionPropagation = .background, gracePeriod: Int? = nil, uid: String? = nil
    ) async throws -> Bool {
        let request = APIRequest(
            action: "deleting \(describe(kind, name, in: namespace))", method: .delete,
            path: kind.path(in: namespace ?? access.namespace, name: name),
            body: try options(propagation, gracePeriod, uid))
        do {
            _ = try await send(request)
            return true
        } catch let error as ApusError where error.code == .notFound {
            return false
        }
    }

    /// Asks for the deletion of all objects that `selector` names and returns without waiting for it.
    public func deleteAll<Object>(
        _ kind: ResourceKind<Object>, in namespace: String? = nil, matching selector: ObjectSelector,
        propagation: DeletionPropagation = .background, gracePeriod: Int? = nil
    ) async throws {
        let request = APIRequest(
            action: "deleting \(describe(kind, in: namespace, matching: selector))", method: .delete,
            path: kind.path(in: namespace ?? access.namespace), query: selector.query,
            body: try options(propagation, gracePeriod, nil))
        _ = try await send(request)
    }

    private func options(_ propagation: DeletionPropagation, _ gracePeriod: Int?, _ uid: String?) throws -> Data {
        var options: [String: JSONValue] = [
            "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": .string(propagation.rawValue),
        ]
        if let gracePeriod { options["gracePeriodSeconds"] = .integer(Int64(gracePeriod)) }
        if let uid { options["preconditions"] = ["uid": .string(uid)] }
        return try CanonicalJSON.encode(options)
    }
}
