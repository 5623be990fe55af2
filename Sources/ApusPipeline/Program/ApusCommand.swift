import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// The command `apus`, which runs pipelines.
enum ApusCommand {
    /// Becomes `apus pipeline run` of this program, with the same options.
    /// - Throws: ``ApusError`` with `.notFound` when there is no such command.
    static func replaceProcess(_ arguments: ProgramArguments) throws(ApusError) -> Never {
        let own: String
        do {
            own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            throw ApusError(.internalFailure, "this program does not know where it is", cause: error)
        }
        var words = ["apus", "pipeline", "run", own]
        for (name, text) in arguments.parameters.sorted(by: { $0.key < $1.key }) { words += ["-p", "\(name)=\(text)"] }
        for (option, value) in arguments.given where option.isForRun {
            words.append("--\(option.name)")
            if let value { words.append(value) }
        }
        var pointers = words.map { strdup($0) } + [nil]
        // What is ignored here stays ignored in what follows.
        signal(SIGPIPE, SIG_DFL)
        execvp("apus", &pointers)
        throw ApusError(
            .notFound, "the command 'apus' cannot be started", reason: String(cString: strerror(errno)),
            hint: "put it on PATH: export PATH=FOLDER-OF-APUS:$PATH")
    }
}
