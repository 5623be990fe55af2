/// Whether a step may be answered from the cache, and what stands for its code there.
public struct CachePolicy: Hashable, Sendable {
    /// `nil` takes the pipeline's choice.
    let isEnabled: Bool?
    let version: String?

    /// As the pipeline says.
    public static let inherited = CachePolicy(isEnabled: nil, version: nil)
    /// Answered when the same code has had the same inputs and parameters.
    public static let enabled = CachePolicy(isEnabled: true, version: nil)
    /// Runs every time.
    public static let never = CachePolicy(isEnabled: false, version: nil)

    /// Answered when the same version has had the same inputs and parameters, whatever else of the program changed: the
    /// author says when the step's code is another.
    public static func version(_ version: String) -> CachePolicy { CachePolicy(isEnabled: true, version: version) }
}
