/// What becomes of the objects that belong to a deleted one
/// (https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion).
public enum DeletionPropagation: String, Sendable, Hashable {
    /// They go afterwards.
    case background = "Background"
    /// They go first.
    case foreground = "Foreground"
    /// They stay.
    case orphan = "Orphan"
}
