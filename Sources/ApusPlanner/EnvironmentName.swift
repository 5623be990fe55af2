/// The names of environment variables that steps see.
public enum EnvironmentName {
    /// `APUS_PARAM_` and the parameter's name in capitals, with `_` for whatever a variable's name may not contain.
    public static func parameter(_ name: String) -> String {
        "APUS_PARAM_" + name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
    }
}
