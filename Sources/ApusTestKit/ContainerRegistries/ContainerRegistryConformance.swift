public import ApusCore
import ApusModel

/// Tries a container registry against the contract of ``/ApusCore/ContainerRegistry``, one check for each of its
/// sentences.
public struct ContainerRegistryConformance: Sendable {
    /// A registry to be tried, and what the checks may use.
    public struct Subject: Sendable {
        let registry: any ContainerRegistry
        let base: String
        let layers: [ImageLayer]

        /// - Parameters:
        ///   - base: an image that the registry has under its address, without host, with tag: `base:1`.
        ///   - layers: two different ones.
        public init(registry: any ContainerRegistry, base: String, layers: [ImageLayer]) {
            self.registry = registry
            self.base = base
            self.layers = layers
        }
    }

    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (Subject, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (Subject, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }
    }

    private let subject: Subject

    public init(_ subject: Subject) { self.subject = subject }

    /// Runs one check.
    /// - Throws: ``ConformanceFailure``, or the error that the registry threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(subject, Expectation(check: check.name))
    }
}
