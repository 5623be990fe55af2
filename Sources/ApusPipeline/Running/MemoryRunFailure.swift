/// A run in memory that did not succeed.
public struct MemoryRunFailure: Error, CustomStringConvertible {
    /// The first step that failed.
    public let step: String
    /// What its function threw.
    public let cause: any Error
    /// What was made all the same.
    public let run: MemoryRun

    public var description: String { "step '\(step)' failed: \(cause)" }
}
