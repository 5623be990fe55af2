/// How much one call of a ``RetentionStore`` takes.
public enum RetentionLimits {
    /// Runs.
    public static let runs = 100
    /// How long content may be deleted after it was taken. The store gives it to nobody else for twice as long.
    public static let deletionTime: Duration = .seconds(300)
}
