@preconcurrency import Glibc
import Logging
import SystemPackage

/// What a step's process prints.
enum StepLog {
    /// Has every line that is printed go out at once, also where nobody is at a terminal.
    static func begin() { setvbuf(stdout, nil, _IOLBF, 0) }

    static func logger(_ step: String) -> Logger {
        Logger(label: step) { StreamLogHandler.standardError(label: $0) }
    }

    static func show(_ metric: Metric) { say("\(metric)") }

    static func say(_ text: String) {
        // Whether anybody reads the log must not decide about the step.
        _ = try? FileDescriptor.standardOutput.writeAll(Array((text + "\n").utf8))
    }
}
