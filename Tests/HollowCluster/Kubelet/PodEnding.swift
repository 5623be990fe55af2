/// How the program of a pod ends, or the pod with it.
public enum PodEnding: Sendable, Hashable {
    /// The main container ends with that code, and the pod with it.
    case exit(Int)
    /// The main container ends with that code; another one goes on, and the pod with it.
    case mainExit(Int)
    /// The kernel kills the main container for want of memory.
    case outOfMemory
    /// The kubelet ends the pod with that reason: `Evicted`, `NodeShutdown`, `Terminated`, `DeadlineExceeded`. The
    /// containers say nothing.
    case stopped(reason: String, message: String)
}
