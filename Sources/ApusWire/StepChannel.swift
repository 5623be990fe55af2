public import ApusModel
public import SystemPackage

/// How a step runner finds the channel to the process that keeps the run: the variable `APUS_STEP_CHANNEL`, with the
/// numbers of the descriptors to read and to write, such as `3,3` for a socket, or with `unix:` and the path of a
/// socket to connect to, where the runner was not started by that process itself.
public struct StepChannel: Hashable, Sendable {
    /// The name of the variable.
    public static let variable = "APUS_STEP_CHANNEL"

    public let input: FileDescriptor
    public let output: FileDescriptor

    public init(input: FileDescriptor, output: FileDescriptor) {
        self.input = input
        self.output = output
    }

    /// - Parameter text: the variable's value. `nil` for what names no two descriptors.
    public init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int32($0) }
        guard numbers.count == 2, let input = numbers[0], let output = numbers[1], min(input, output) >= 0 else {
            return nil
        }
        self.init(input: FileDescriptor(rawValue: input), output: FileDescriptor(rawValue: output))
    }

    /// The channel that the variable's value leads to, connected where it has to be.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a value that leads nowhere, `.unavailable` when
    ///   nobody listens there.
    public static func open(_ text: String) throws(ApusError) -> StepChannel {
        if let path = socketPath(text) {
            let socket = try LocalSocket.connect(to: path)
            return StepChannel(input: socket, output: socket)
        }
        if let channel = StepChannel(text) { return channel }
        throw ApusError(.invalidArgument, "\(variable) cannot be '\(text)'", hint: "unset it")
    }

    /// The variable's value for a socket to connect to.
    public static func text(socket path: FilePath) -> String { "unix:\(path)" }

    /// The socket's path, when the value names one. Then the step's output is seen by another process, and the lines
    /// have to be sent along.
    public static func socketPath(_ text: String) -> FilePath? {
        text.hasPrefix("unix:") ? FilePath(String(text.dropFirst(5))) : nil
    }

    /// The variable's value.
    public var text: String { "\(input.rawValue),\(output.rawValue)" }
}
