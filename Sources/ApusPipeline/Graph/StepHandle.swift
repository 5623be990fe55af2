/// A step without outputs that others may come after.
public struct StepHandle: Hashable, StepReference {
    public let step: String
}
