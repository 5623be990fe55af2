public import ApusModel

/// A change of an object (https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply).
public struct ObjectPatch: Sendable, Hashable {
    let contentType: String
    let body: JSONValue
    let isRepeatable: Bool
    var query: [(name: String, value: String)] { manager.map { [("fieldManager", $0), ("force", "true")] } ?? [] }
    private let manager: String?

    private init(_ contentType: String, _ body: JSONValue, isRepeatable: Bool = true, manager: String? = nil) {
        self.contentType = contentType
        self.body = body
        self.isRepeatable = isRepeatable
        self.manager = manager
    }

    /// RFC 7386: members replace, `null` removes.
    public static func merge(_ body: JSONValue) -> ObjectPatch { ObjectPatch("application/merge-patch+json", body) }

    /// As merge, but lists with keys are merged by them.
    public static func strategicMerge(_ body: JSONValue) -> ObjectPatch {
        ObjectPatch("application/strategic-merge-patch+json", body)
    }

    /// RFC 6902: a list of operations.
    public static func operations(_ body: JSONValue) -> ObjectPatch {
        ObjectPatch("application/json-patch+json", body, isRepeatable: false)
    }

    /// Server-side apply: the object is made if it is not there, and the fields in `manifest` are `manager`'s from now
    /// on, whoever else had them.
    public static func apply(_ manifest: JSONValue, manager: String = "apus") -> ObjectPatch {
        ObjectPatch("application/apply-patch+yaml", manifest, manager: manager)
    }
}
