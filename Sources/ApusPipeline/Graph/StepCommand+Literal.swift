public import ApusModel

/// A text is a line for `/bin/sh -c`.
extension StepCommand: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self = .shell(text) }
}
