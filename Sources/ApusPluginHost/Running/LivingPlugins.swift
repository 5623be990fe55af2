import Glibc
import Synchronization

/// The process groups of plugins that run, so that none outlives a host that exits.
enum LivingPlugins {
    private static let groups = Mutex<Set<Int32>>([])
    private static let atExit: Void = {
        atexit { LivingPlugins.endAll() }
    }()

    static func insert(_ group: Int32) {
        _ = atExit
        groups.withLock { _ = $0.insert(group) }
    }

    /// Call it before the number can be taken by another process.
    static func remove(_ group: Int32) { groups.withLock { _ = $0.remove(group) } }

    private static func endAll() {
        groups.withLock { groups in
            for group in groups { kill(-group, SIGKILL) }
            groups = []
        }
    }
}
