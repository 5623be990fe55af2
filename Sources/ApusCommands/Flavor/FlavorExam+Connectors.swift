import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials

extension FlavorExam {
    /// The contract of service connectors, with a connector that has these options.
    /// - Parameters:
    ///   - method: may be `nil` when the type has one.
    ///   - unreachable: options to lay over `options`, with which nobody is reached; none to leave that out.
    mutating func tryConnector(
        _ type: ConnectorType, method name: String?, _ options: [String: String], unreachable: [String: String]
    ) async throws {
        guard let name = name ?? (type.authMethods.count == 1 ? type.authMethods.first?.name : nil) else {
            throw ApusError(
                .invalidArgument, "connector type '\(type.name)' has several authentication methods",
                reason: type.authMethods.map(\.name).joined(separator: ", "), hint: "add --auth-method METHOD")
        }
        let subject = ConnectorSubject(
            type: type, method: try type.authMethod(name), options: options, logger: session.logger)
        _ = try subject.connector()
        for resourceType in type.resourceTypes {
            heading("connector type '\(type.name)', method '\(name)', resources '\(resourceType)'")
            let conformance = ServiceConnectorConformance(
                .init(
                    type: resourceType, working: { try subject.connector() },
                    refused: { try subject.connector(spoilingSecrets: true) },
                    refusedSecrets: try subject.spoiltSecrets,
                    unreachable: { try subject.connector(over: unreachable) }))
            var checks = ServiceConnectorConformance.Check.granted
            if try !subject.spoiltSecrets.isEmpty { checks += ServiceConnectorConformance.Check.refusals }
            if !unreachable.isEmpty { checks += ServiceConnectorConformance.Check.unreachable }
            for check in checks { await report(check.name) { try await conformance.run(check) } }
        }
        if unreachable.isEmpty {
            Console.error.print("Not tried: a peer that cannot be reached; add --unreachable OPTION=VALUE.")
        }
    }
}
