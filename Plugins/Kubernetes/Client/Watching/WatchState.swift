/// Where a ``Reflector`` is.
struct WatchState<Object: KubernetesObject> {
    var known = KnownObjects<Object>()
    /// A listing of which nobody was told yet.
    var listing: ObjectList<Object>?
    /// Where the next watch begins; `nil` when everything has to be listed first.
    var version: String?
    var hasSynced = false
    /// Whether the last watch brought anything.
    var heard = false
    var failure: (any Error)?
    /// How many times in a row a watch brought nothing, and the waiting after them.
    var failures = 0
    var waited = Duration.zero
}

/// An error of the one who is told, which is no reason to watch again.
struct HandlerFailure: Error {
    let error: any Error
}
