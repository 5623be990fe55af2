import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// An error as a person reads it.
struct ErrorText {
    private let error: ApusError

    init(_ error: ApusError) { self.error = error }

    func lines(style: Style) -> [String] {
        var lines = [style.bold(style.red("error:")) + " " + error.summary.visible]
        if let reason = error.reason ?? error.cause.map(Self.text) {
            lines += Self.indented(reason, after: style.dim("reason:") + " ")
        }
        if let hint = error.hint { lines += Self.indented(hint, after: style.dim("hint:") + "   ") }
        return lines
    }

    /// The lines of `text`, all beginning in the same column.
    private static func indented(_ text: String, after mark: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in (index == 0 ? mark : "        ") + String(line).visible }
    }

    /// What the system says about a file, or the error itself.
    private static func text(of cause: any Error) -> String {
        guard let system = (cause as? CocoaError)?.underlying as? POSIXError else { return String(describing: cause) }
        return String(describing: Errno(rawValue: system.code.rawValue))
    }
}
