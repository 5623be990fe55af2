public import ApusHosting
import ApusModel

/// Tries infrastructure that runs servers against the contract of ``/ApusHosting/ServerHost``, one check for each of its
/// sentences.
public struct ServerHostConformance: Sendable {
    /// What is tried.
    public struct Subject: Sendable {
        let host: any ServerHost
        let deployment: ServerDeployment

        /// - Parameter deployment: of version 0.2.0, in a place where nothing is.
        public init(host: any ServerHost, deployment: ServerDeployment) {
            self.host = host
            self.deployment = deployment
        }

        /// The same in another version.
        func deployment(of version: String) -> ServerDeployment {
            var other = deployment
            other.version = version
            return other
        }

        func deploy(_ version: String = "0.2.0") async throws -> DeployedServer {
            try await host.deploy(deployment(of: version)) { _ in }
        }

        func undeploy(deletesData: Bool) async throws -> RemovedServer {
            try await host.undeploy(from: deployment.place, deletesData: deletesData)
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
    /// - Throws: ``ConformanceFailure``, or the error that the host threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(subject, Expectation(check: check.name))
    }
}
