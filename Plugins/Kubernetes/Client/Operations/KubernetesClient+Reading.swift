import ApusModel

extension KubernetesClient {
    /// The object of that name.
    /// - Parameter namespace: `nil` for the namespace of ``access``.
    /// - Throws: `.notFound`.
    public func get<Object>(
        _ kind: ResourceKind<Object>, _ name: String, in namespace: String? = nil
    ) async throws -> Object {
        let request = APIRequest(
            action: "reading \(describe(kind, name, in: namespace))",
            path: kind.path(in: namespace ?? access.namespace, name: name))
        return try await send(request, as: Object.self)
    }

    /// All objects that `selector` names, fetched page by page.
    /// - Parameters:
    ///   - namespace: `nil` for the namespace of ``access``.
    ///   - pageSize: the most objects to fetch at once.
    public func list<Object>(
        _ kind: ResourceKind<Object>, in namespace: String? = nil, matching selector: ObjectSelector = .all,
        pageSize: Int = 500
    ) async throws -> ObjectList<Object> {
        do {
            return try await listPages(kind, in: namespace, matching: selector, pageSize: pageSize)
        } catch let error as ApusError where (error.cause as? APIStatus)?.isGone == true {
            // The pages were older than the server's memory: one page with everything has no age.
            return try await listPages(kind, in: namespace, matching: selector, pageSize: nil)
        }
    }

    private func listPages<Object>(
        _ kind: ResourceKind<Object>, in namespace: String?, matching selector: ObjectSelector, pageSize: Int?
    ) async throws -> ObjectList<Object> {
        var items: [Object] = []
        var position: String?
        while true {
            var request = APIRequest(
                action: "listing \(describe(kind, in: namespace, matching: selector))",
                path: kind.path(in: selector.allNamespaces ? nil : namespace ?? access.namespace))
            request.query = selector.query
            if let pageSize { request.query.append(("limit", String(pageSize))) }
            if let position { request.query.append(("continue", position)) }
            let page = try await send(request, as: ObjectPage<Object>.self)
            items += page.items ?? []
            position = page.metadata.continue.flatMap { $0.isEmpty ? nil : $0 }
            if position == nil {
                return ObjectList(items: items, resourceVersion: page.metadata.resourceVersion ?? "")
            }
        }
    }

    func describe<Object>(_ kind: ResourceKind<Object>, _ name: String, in namespace: String?) -> String {
        "\(kind.kind) '\(name)'" + (kind.isNamespaced ? " in namespace '\(namespace ?? access.namespace)'" : "")
    }

    func describe<Object>(
        _ kind: ResourceKind<Object>, in namespace: String?, matching selector: ObjectSelector
    ) -> String {
        let place = selector.allNamespaces ? " of all namespaces" : " in namespace '\(namespace ?? access.namespace)'"
        return kind.plural + (kind.isNamespaced ? place : "")
    }
}
