/// What a ``Reflector`` tells.
public enum WatchEvent<Object: KubernetesObject>: Sendable {
    /// The object was not known before.
    case added(Object)
    /// The object is another than before.
    case modified(Object)
    /// The object is gone, or no longer selected; this is how it was last.
    case deleted(Object)
    /// Everything that existed at some moment has been told. Comes first after the objects that were there at the
    /// start, and again whenever the whole had to be read anew.
    case synced
}

extension WatchEvent: Equatable where Object: Equatable {}
