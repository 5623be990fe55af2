import ApusModel

/// The names and labels of a server's objects. A namespace has one server at most.
enum ServerObject {
    /// Of the Deployment, and of most others.
    static let name = "apus-server"
    static let volumeClaim = "apus-server-data"
    /// Holds the password of the account that the first start makes.
    static let firstPassword = "apus-server-first-password"
    /// Holds what the image is pulled with.
    static let pullSecret = "apus-server-pull"
    static let port: Int64 = 8237
    /// What the port is called.
    static let portName = "http"

    /// What pods are selected by; it cannot change.
    static let selector: [String: JSONValue] = ["app.kubernetes.io/name": .string(name)]
    /// Of all objects. Recommended by https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/.
    static let labels = selector.merging(["app.kubernetes.io/managed-by": "apus"]) { _, own in own }
    static let versionLabel = "app.kubernetes.io/version"
    /// Of what is outside of the server's namespace: which one that is.
    static let placeLabel = "apus.dev/server-namespace"
    /// An annotation of the Secret with the first password, once somebody was told it.
    static let told = "apus.dev/told"

    /// Selects every object.
    static let labelSelector = "app.kubernetes.io/name=\(name),app.kubernetes.io/managed-by=apus"

    static func isOwn(_ labels: [String: String]) -> Bool {
        labels["app.kubernetes.io/name"] == name && labels["app.kubernetes.io/managed-by"] == "apus"
    }

    /// By which pods of every namespace reach the server of `namespace`.
    static func url(in namespace: String) -> String { "http://\(name).\(namespace).svc:\(port)" }
}
