/// The names of environment variables that steps see.
public enum EnvironmentName {
    /// The variable that holds a parameter's value.
    public static func parameter(_ name: String) -> String { "APUS_PARAM_" + suffix(name) }
    /// The variable that holds where an input lies.
    public static func input(_ name: String) -> String { "APUS_INPUT_" + suffix(name) }
    /// The variable that holds where an output belongs.
    public static func output(_ name: String) -> String { "APUS_OUTPUT_" + suffix(name) }

    /// The variable that holds the path of the file for what a step measures.
    public static let metrics = "APUS_METRICS"

    /// `name` in capitals, with `_` for whatever a variable's name may not contain.
    public static func suffix(_ name: String) -> String {
        name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
    }
}
