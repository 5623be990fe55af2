/// The version of Apus.
public enum ApusVersion {
    /// By https://semver.org.
    public static let current = "0.1.0"
}
