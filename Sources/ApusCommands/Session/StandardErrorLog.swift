import FoundationEssentials
import Logging

/// Writes log records to standard error, warnings and worse unless `APUS_LOG_LEVEL` says otherwise.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    /// One for what is done outside of a ``Session``.
    static func logger() -> Logger {
        let environment = ProcessInfo.processInfo.environment
        return Logger(label: "apus") { _ in StandardErrorLog(environment: environment) }
    }

    init(environment: [String: String]) {
        logLevel = environment["APUS_LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? .warning
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let text = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        Console.error.print("\(event.level): \(event.message)\(text)")
    }
}
