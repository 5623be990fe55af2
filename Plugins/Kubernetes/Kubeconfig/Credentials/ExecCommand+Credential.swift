import ApusModel
import FoundationEssentials
import Glibc
public import KubernetesClient
import Subprocess
import SystemPackage

extension ExecCommand {
    /// What this program issues for `cluster`; it runs when a credential is needed and when one ends.
    public func credential(for cluster: ClusterAccess) -> ClusterCredential {
        .issued { try await issue(for: cluster) }
    }

    /// Runs the program.
    /// - Parameter deadline: ends the program when it has not ended by itself.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when it is not installed, `.unauthorized` when it issues
    ///   nothing, `.timedOut` after the deadline, `.unsupported` for a version or an interaction that Apus does not
    ///   know.
    public func issue(for cluster: ClusterAccess, within deadline: Duration = .seconds(120)) async throws
        -> IssuedCredential
    {
        guard Self.versions.contains(apiVersion) else {
            throw ApusError(
                .unsupported, "the credential program '\(command)' speaks a version that is not supported",
                reason: "'\(apiVersion)' is neither of \(Self.versions.joined(separator: ", "))",
                hint: "update the program and write the kubeconfig anew")
        }
        let hasTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        if interaction == .always, !hasTerminal {
            throw ApusError(
                .unsupported, "the credential program '\(command)' wants to talk to a user",
                reason: "its interactiveMode is Always, and there is no terminal",
                hint: "run this in a terminal, or use a service connector with a token instead")
        }
        let isInteractive = interaction != .never && hasTerminal
        return try ExecCredential.parse(
            try await output(
                telling: info(about: cluster, isInteractive: isInteractive), isInteractive, within: deadline),
            of: self)
    }

    private func output(telling info: String, _ isInteractive: Bool, within deadline: Duration) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await run(telling: info, isInteractive) }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw ApusError(
                    .timedOut, "the credential program '\(command)' does not end", reason: "it had \(deadline)",
                    hint: "see what it waits for when it runs by itself")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ""
        }
    }

    private func run(telling info: String, _ isInteractive: Bool) async throws -> String {
        var variables: [Environment.Key: String?] = ["KUBERNETES_EXEC_INFO": info]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value.revealed() }
        }
        let program: Executable = command.contains("/") ? .path(.init(command)) : .name(command)
        do {
            if isInteractive {
                let result = try await Subprocess.run(
                    program, arguments: Arguments(arguments), environment: .inherit.updating(variables),
                    input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                    output: .string(limit: 1 << 20),
                    error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
                try check(result.terminationStatus, complaint: "")
                return result.standardOutput
            }
            let result = try await Subprocess.run(
                program, arguments: Arguments(arguments), environment: .inherit.updating(variables),
                output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
            try check(result.terminationStatus, complaint: result.standardError)
            return result.standardOutput
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ApusError(
                .notFound, "the credential program '\(command)' is not installed",
                reason: "the kubeconfig gets its credentials from it", hint: installHint, cause: error)
        } catch let error as SubprocessError {
            throw ApusError(.unauthorized, "the credential program '\(command)' cannot run", cause: error)
        }
    }

    private func check(_ status: TerminationStatus, complaint: String) throws {
        if status.isSuccess { return }
        try Task.checkCancellation()
        let shown = environment.values.reduce(complaint.trimmed) { $1.covered(in: $0) }.suffix(2000)
        throw ApusError(
            .unauthorized, "the credential program '\(command)' fails",
            reason: shown.isEmpty ? "it ends with \(status)" : String(shown),
            hint: "log in again with the program that the cluster's provider gives")
    }

    /// What the program finds in `KUBERNETES_EXEC_INFO`.
    private func info(about cluster: ClusterAccess, isInteractive: Bool) throws -> String {
        var spec: [String: JSONValue] = ["interactive": .boolean(isInteractive)]
        if providesClusterInfo {
            var members: [String: JSONValue] = ["server": .string(cluster.server)]
            if let name = cluster.tlsServerName { members["tls-server-name"] = .string(name) }
            if cluster.insecureReason != nil { members["insecure-skip-tls-verify"] = true }
            if case .pem(let text) = cluster.authority {
                members["certificate-authority-data"] = .string(Data(text.utf8).base64EncodedString())
            }
            if let proxyURL = cluster.proxyURL { members["proxy-url"] = .string(proxyURL.revealed()) }
            spec["cluster"] = .object(members)
        }
        return try CanonicalJSON.text(
            ["apiVersion": .string(apiVersion), "kind": "ExecCredential", "spec": .object(spec)] as JSONValue)
    }

    private static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]
}
