/// Which objects a listing, watch or deletion is about.
public struct ObjectSelector: Sendable, Hashable {
    /// A label selector (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api): `a=b,c!=d`.
    public var labels: String?
    /// A field selector: `involvedObject.uid=…`, `metadata.name=…`.
    public var fields: String?
    /// Whether objects of all namespaces are meant, not of one.
    public var allNamespaces: Bool

    public init(labels: String? = nil, fields: String? = nil, allNamespaces: Bool = false) {
        self.labels = labels
        self.fields = fields
        self.allNamespaces = allNamespaces
    }

    /// All objects of one namespace.
    public static let all = ObjectSelector()

    /// Those that a label selector names, in one namespace.
    public static func labels(_ selector: String) -> ObjectSelector { ObjectSelector(labels: selector) }

    /// Those that a field selector names, in one namespace.
    public static func fields(_ selector: String) -> ObjectSelector { ObjectSelector(fields: selector) }

    var query: [(name: String, value: String)] {
        [("labelSelector", labels), ("fieldSelector", fields)].compactMap { name, value in value.map { (name, $0) } }
    }
}
