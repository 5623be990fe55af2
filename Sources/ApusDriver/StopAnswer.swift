/// What became of a request to stop an attempt.
public enum StopAnswer: Hashable, Sendable {
    /// The infrastructure has been told; the attempt's end will be observed.
    case stopping
    /// The infrastructure has no such attempt, or it is over already.
    case absent
}
