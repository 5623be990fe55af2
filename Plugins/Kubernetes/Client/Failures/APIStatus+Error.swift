import ApusModel

extension APIStatus {
    /// The answer as users see it.
    /// - Parameter action: what was tried, such as `creating a Job in namespace 'x'`.
    func error(while action: String, server: String) -> ApusError {
        func made(_ code: ApusError.Code, _ summary: String, hint: String? = nil) -> ApusError {
            ApusError(code, summary, reason: message, hint: hint, cause: self)
        }
        switch code {
        case 401:
            return made(
                .unauthorized, "the cluster \(server) does not accept the credentials",
                hint: "renew the token, log in to the cluster again, or register the service connector anew")
        case 403:
            return made(
                .forbidden, "\(action) is not allowed on the cluster \(server)",
                hint: "give the user a role that allows it, for example 'edit': kubectl create rolebinding --help")
        case 404 where kind == "namespaces":
            let namespace = name ?? "NAME"
            return made(
                .notFound, "the namespace '\(namespace)' does not exist on the cluster \(server)",
                hint: "create it with: kubectl create namespace \(namespace)")
        case 404: return made(.notFound, "\(action) fails because the cluster \(server) has no such thing")
        case 409 where reason == "AlreadyExists":
            return made(.alreadyExists, "\(action) fails because it exists on the cluster \(server)")
        case 409: return made(.conflict, "\(action) fails because someone else changed it on the cluster \(server)")
        case 410: return made(.conflict, "\(action) fails because the cluster \(server) has moved on")
        case 405, 406, 415, 501: return made(.unsupported, "\(action) is not possible on the cluster \(server)")
        case 429, 500...599:
            return made(
                .unavailable, "\(action) fails because the cluster \(server) cannot do it now",
                hint: "try again; see the state of its API server with: kubectl get --raw '/readyz?verbose'")
        default: return made(.rejected, "\(action) fails because the cluster \(server) refuses it")
        }
    }
}
