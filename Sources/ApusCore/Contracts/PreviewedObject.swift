public import ApusModel

/// An object that a run would make, and what the infrastructure says to it.
public struct PreviewedObject: Hashable, Sendable {
    /// What the infrastructure would answer.
    public enum Answer: Hashable, Sendable {
        case accepted
        /// It has such an object already, which the run would use.
        case exists
        /// With the infrastructure's words.
        case refused(String)
    }

    /// Without secrets: their values are `***`.
    public let manifest: JSONValue
    /// `nil` when the infrastructure was not asked.
    public let answer: Answer?

    public init(manifest: JSONValue, answer: Answer? = nil) {
        self.manifest = manifest
        self.answer = answer
    }
}
