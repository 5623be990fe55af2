import FoundationEssentials
import Testing

/// The cluster whose control plane the tests use; nodes are hollow.
enum ControlPlane {
    /// Whether there is one.
    static let isThere =
        ProcessInfo.processInfo.environment["KUBECONFIG"]?.isEmpty == false
        && ProcessInfo.processInfo.environment["APUS_TESTBED_CA"] != nil

    static let absence: Comment = "needs the control plane of the testbed: Scripts/test starts it and runs this"
}
