import ApusModel

/// The next command for an error that names none: the help of the command that failed.
enum HelpHint {
    static func completed(_ error: ApusError, of arguments: [String]) -> ApusError {
        let isHinted = error.hint != nil || error.reason?.contains("hint: ") == true
        guard !isHinted, let hint = hint(for: error.code, arguments) else { return error }
        return ApusError(error.code, error.summary, reason: error.reason, hint: hint, cause: error.cause)
    }

    private static func hint(for code: ApusError.Code, _ arguments: [String]) -> String? {
        let command = CommandWords.path(of: arguments, in: ApusCommand.self).joined(separator: " ")
        switch code {
        case .invalidConfiguration: return command + (DeclaredHelp(arguments)?.choice ?? "") + " --help"
        case .invalidArgument, .notFound, .unsupported, .forbidden: return command + " --help"
        default: return nil
        }
    }
}
