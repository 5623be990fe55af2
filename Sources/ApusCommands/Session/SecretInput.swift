import ApusModel
import FoundationEssentials
import SystemPackage

/// Secrets that are not on the command line, where others would see them.
enum SecretInput {
    /// The first line of a file, which may be a pipe, without its line end.
    /// - Throws: ``ApusError`` with `.notFound`.
    static func firstLine(of path: FilePath) throws(ApusError) -> String {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                let line = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
                return String(decoding: line, as: UTF8.self)
            }
        } catch {
            throw ApusError(.notFound, "the file '\(path)' cannot be read", hint: "ls -l \(path)", cause: error)
        }
    }

    /// A password from standard input, or from the person at the terminal.
    /// - Parameters:
    ///   - what: `password of account 'analyst'`.
    ///   - isNew: whether the person types it twice.
    /// - Throws: ``ApusError`` with `.invalidArgument` when there is neither.
    static func password(_ what: String, fromStandardInput: Bool, isNew: Bool = false) throws(ApusError) -> SecretString
    {
        let text: String
        if fromStandardInput {
            text = try firstLine(of: "/dev/stdin")
        } else if let dialog = Dialog() {
            text = try dialog.ask(what, isSecret: true)
            if isNew, try dialog.ask("the same again", isSecret: true) != text {
                throw ApusError(.invalidArgument, "the two passwords differ", hint: "try again")
            }
        } else {
            throw ApusError(
                .invalidArgument, "the \(what) is not given", reason: "this is no terminal to ask at",
                hint: "give it with --password-stdin")
        }
        if !text.isEmpty { return SecretString(text) }
        throw ApusError(.invalidArgument, "the \(what) is empty", hint: "give it with --password-stdin")
    }
}
