import ApusModel
import ArgumentParser
import Glibc

extension ApusCommand {
    /// Parses `arguments`, runs what they name and returns the exit code that ``ExitStatus`` documents.
    ///
    /// Errors are written to standard error: what, why, and the next command.
    public static func main(_ arguments: [String]) async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        var arguments = arguments
        Console.use(ConsoleMode.taken(from: &arguments))
        do {
            try CommandWords.check(arguments, of: Self.self)
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.success.rawValue
        } catch let error as ApusError {
            return fail(HelpHint.completed(error, of: arguments))
        } catch is CancellationError {
            return ExitStatus.interrupted.rawValue
        } catch {
            return await explain(error, arguments)
        }
    }

    private static func fail(_ error: ApusError) -> Int32 {
        Console.error.report(ErrorText(error).lines(style: Console.error.style))
        return ExitStatus(error.code).rawValue
    }

    /// Help and version go to standard output; a usage error to standard error; anything else is a defect that is shown
    /// as it is.
    private static func explain(_ error: any Error, _ arguments: [String]) async -> Int32 {
        let code = exitCode(for: error)
        if code.isSuccess { return await help(fullMessage(for: error), arguments) }
        if code == .validationFailure {
            return fail(UsageError.explained(message(for: error), at: CommandWords.path(of: arguments, in: Self.self)))
        }
        return fail(ApusError(.internalFailure, String(describing: error)))
    }

    private static func help(_ text: String, _ arguments: [String]) async -> Int32 {
        do {
            let options = try await DeclaredHelp(arguments)?.lines(style: Console.output.style) ?? []
            Console.output.print([text.trimmed] + options)
            return ExitStatus.success.rawValue
        } catch let error as ApusError {
            return fail(HelpHint.completed(error, of: arguments))
        } catch {
            return fail(ApusError(.internalFailure, String(describing: error)))
        }
    }
}
