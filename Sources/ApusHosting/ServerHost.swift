public import ApusHTTP
public import ApusModel

/// Infrastructure that runs servers of Apus, one in each of its places, and is a way to them.
///
/// A place is what the infrastructure parts its users by: a namespace of a Kubernetes cluster. Implementations keep
/// nothing by themselves: what is installed, and by whom, the infrastructure says.
public protocol ServerHost: Sendable {
    /// The objects that ``deploy(_:tell:)`` would make, in that order, without secrets. Contacts nothing.
    ///
    /// Called by `apus server deploy --dry-run`.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what cannot be in such objects.
    func manifests(of deployment: ServerDeployment) throws -> [JSONValue]

    /// Installs a server, or makes the one that is there like `deployment`, and returns once it is ready. Its data stay.
    ///
    /// Calling it again with the same deployment changes nothing. Cancelling it stops waiting.
    /// - Parameter tell: called with what is done and waited for, in words.
    /// - Throws: ``/ApusModel/ApusError`` with `.unsupported` when a newer server is there, `.alreadyExists` when its
    ///   place is taken by something else, `.forbidden`, `.rejected`, `.unavailable` when the server cannot start, with
    ///   what it says, `.timedOut` when it is not ready in time. What was made stays then, and calling it again goes on.
    func deploy(_ deployment: ServerDeployment, tell: @Sendable (String) -> Void) async throws -> DeployedServer

    /// Removes what ``deploy(_:tell:)`` made in `place`, and returns once it is gone.
    /// - Parameter deletesData: whether the data go too: database, keys, and the first password.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when there is nothing to remove, `.timedOut` when something is
    ///   asked to go and does not.
    func undeploy(from place: String, deletesData: Bool) async throws -> RemovedServer

    /// A client whose requests the infrastructure brings to the server in `place`, wherever that can be reached from.
    /// Contacts nothing until it is used.
    /// - Parameter base: what the URLs of requests begin with, in the place of the server's address.
    /// - Throws: when used, also ``/ApusModel/ApusError`` with `.notFound`, `.unauthorized`, `.forbidden` or
    ///   `.unavailable` when the infrastructure brings a request nowhere.
    func tunnel(to place: String, base: String) -> any HTTPClient
}
