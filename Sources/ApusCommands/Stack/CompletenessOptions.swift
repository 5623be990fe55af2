import ApusHost
import ApusModel
import ArgumentParser

/// Whether a stack that cannot run pipelines is let through.
struct CompletenessOptions: ParsableArguments {
    @Flag(help: "Let the stack through although something keeps it from running pipelines.")
    var allowIncomplete = false

    var strictness: StackInspection.Strictness { allowIncomplete ? .allowIncomplete : .refuseIncomplete }

    /// Says what keeps a stack that was let through from running.
    static func warn(_ diagnostics: [Diagnostic]) {
        let style = Console.error.style
        for diagnostic in diagnostics {
            Console.error.print(style.yellow("warning: ") + diagnostic.summary)
            if let reason = diagnostic.reason { Console.error.print(style.dim("reason:") + "  " + reason) }
            if let hint = diagnostic.hint { Console.error.print(style.dim("hint:") + "    " + hint) }
        }
    }
}
