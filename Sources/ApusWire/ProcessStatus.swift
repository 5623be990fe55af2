/// How a process ended.
public enum ProcessStatus: Hashable, Sendable, CustomStringConvertible {
    /// By itself, with that code.
    case code(Int32)
    /// By a signal of that number.
    case signal(Int32)

    /// What a shell would show as the exit code: 128 and the signal's number for a signal.
    public var shellCode: Int {
        switch self {
        case .code(let code): Int(code)
        case .signal(let number): 128 + Int(number)
        }
    }

    /// The rest of a sentence about the process: `ended with exit code 3`, `was ended by SIGKILL`.
    public var description: String {
        switch self {
        case .code(let code): "ended with exit code \(code)"
        case .signal(let number): "was ended by \(SignalName.text(number))"
        }
    }
}
