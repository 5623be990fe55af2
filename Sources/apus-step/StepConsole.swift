import ApusCore
import ApusRunner
import FoundationEssentials
import SystemPackage

/// This program's standard output and error, where a step's lines appear too.
struct StepConsole: Sendable {
    /// Prints what a step printed, to the stream that it printed it to.
    func show(_ lines: [LogLine]) async {
        var start = lines.startIndex
        while start < lines.endIndex {
            let stream = lines[start].stream
            let end = lines[start...].firstIndex { $0.stream != stream } ?? lines.endIndex
            let text = lines[start..<end].map { $0.text + "\n" }.joined()
            // A console that nobody reads any more must not fail the step.
            _ = try? await blocking { try Self.write(text, to: stream == .stdout ? .standardOutput : .standardError) }
            start = end
        }
    }

    /// Says that no more lines come.
    func announceEnd() {
        // Whoever does not get it waits for the container's end.
        for stream in [FileDescriptor.standardOutput, .standardError] {
            try? Self.write(OutputLine.end + "\n", to: stream)
        }
    }

    /// Says something about the runner itself.
    func say(_ text: String) {
        try? Self.write("apus-step: \(text)\n", to: .standardError)  // nobody reads it: nobody misses it
    }

    private static func write(_ text: String, to descriptor: FileDescriptor) throws {
        _ = try descriptor.writeAll(Array(text.utf8))
    }
}
