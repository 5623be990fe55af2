import ApusModel
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

    /// Shows what was measured, and keeps it where the runner said.
    static func show(_ metric: Metric, keepingIn file: FilePath?) {
        say("\(metric)")
        guard let file, let line = metric.line, let text = try? CanonicalJSON.text(line) else { return }
        do {
            let end = try FileDescriptor.open(file, .writeOnly, options: [.append, .closeOnExec])
            _ = try end.closeAfter { try end.writeAll(Array((text + "\n").utf8)) }
        } catch {
            // The step does not fail for it.
            say("metric \(metric.name) is not kept: \(error)")
        }
    }

    static func say(_ text: String) {
        // Whether anybody reads the log must not decide about the step.
        _ = try? FileDescriptor.standardOutput.writeAll(Array((text + "\n").utf8))
    }
}
