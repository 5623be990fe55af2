import ApusModel
import Glibc
import SystemPackage

/// How a pipeline program ends that cannot do what it is asked to.
enum ProcessEnd {
    /// Says the error and ends the process: with 2 for wrong arguments, as `apus` does, else with 1.
    static func end(with error: any Error) -> Never {
        // Nobody reads it: nobody misses it.
        _ = try? FileDescriptor.standardError.writeAll(Array("error: \(error)\n".utf8))
        exit((error as? ApusError)?.code == .invalidArgument ? 2 : 1)
    }
}
