/// The header for credentials that have to pass something that keeps `Authorization` for itself: a Kubernetes API server,
/// which takes it off what it passes on to a Service
/// (https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/), or a proxy with accounts of
/// its own.
///
/// Its value is what `Authorization` would have, by RFC 6750. Where both are there it goes before: the other one is not
/// for the server.
public enum CarriedAuthorization {
    public static let header = "Apus-Authorization"
}
