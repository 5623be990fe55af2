import ApusCore
import ApusModel

/// What `--help` of a pipeline program shows, made from its declaration.
struct ProgramHelp {
    let program: String
    let pipeline: String
    let schema: ConfigurationSchema

    var text: String {
        var lines = [
            "Pipeline '\(pipeline)'.", "", "USAGE: \(program) [OPTIONS]", "",
            "Runs the pipeline on the active stack. What its steps print appears on standard output.",
        ]
        if !schema.options.isEmpty { lines += ["", "PARAMETERS:"] + Self.table(schema.options.map(Self.row)) }
        let options = ProgramArguments.options.map { option in
            (option.value.map { "--\(option.name) <\($0)>" } ?? "--\(option.name)", option.help)
        }
        lines += ["", "OPTIONS:"] + Self.table(options)
        return lines.joined(separator: "\n")
    }

    private static func row(_ option: ConfigurationSchema.Option) -> (String, String) {
        let value = option.defaultValue.map { $0.stringValue ?? ((try? CanonicalJSON.text($0)) ?? "") }
        let note = option.isRequired ? " (required)" : value.map { " (default: \($0))" } ?? ""
        return ("\(option.flag) <\(option.kind.name)>", option.help + note)
    }

    /// Two columns; a long first one has a line of its own.
    private static func table(_ rows: [(String, String)]) -> [String] {
        let width = 26
        var lines: [String] = []
        for (left, right) in rows {
            let gap = String(repeating: " ", count: max(width - left.count, 0))
            if gap.count < 2 { lines.append("  \(left)") }
            lines.append(gap.count < 2 ? String(repeating: " ", count: width + 2) + right : "  \(left)\(gap)\(right)")
        }
        return lines
    }
}
