import FoundationEssentials

/// The folders where this process finds programs.
enum PathVariable {
    static var value: String { "/usr/bin:/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "") }
}
