import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Subprocess
import SystemPackage

/// A program that keeps or issues registry credentials (https://github.com/docker/docker-credential-helpers).
struct DockerCredentialHelper: Sendable {
    /// What follows `docker-credential-` in the program's name.
    let name: String
    let environment: [String: String]

    private struct Answer: Decodable {
        let username: String?
        let secret: SecretString?

        enum CodingKeys: String, CodingKey {
            case username = "Username"
            case secret = "Secret"
        }
    }

    /// The credential for a server, or `nil` if the program has none.
    /// - Throws: ``ApusError`` with `.notFound` when it is not installed, `.unauthorized` when it fails, `.timedOut`.
    func credential(for server: String) async throws -> RegistryCredential? {
        let (isSuccess, output, complaint) = try await run("get", server)
        if !isSuccess, output.trimmed == Self.absence { return nil }
        guard isSuccess else { throw failure(complaint) }
        // The output is not shown: it may hold the credential.
        guard let answer = try? CanonicalJSON.decode(Answer.self, from: Data(output.utf8)),
            let username = answer.username, let secret = answer.secret
        else { throw failure("its output is no credential") }
        return secret.isEmpty ? nil : RegistryCredential(username: username, password: secret)
    }

    /// Keeps a credential for a server.
    /// - Throws: as ``credential(for:)``.
    func store(_ credential: RegistryCredential, for server: String) async throws {
        let entry: [String: JSONValue] = [
            "ServerURL": .string(server), "Username": .string(credential.username),
            "Secret": .string(credential.password.revealed()),
        ]
        let (isSuccess, output, complaint) = try await run("store", try CanonicalJSON.text(entry))
        if isSuccess { return }
        throw failure(credential.password.covered(in: complaint.isEmpty ? output : complaint))
    }

    private func failure(_ reason: String) -> ApusError {
        ApusError(
            .unauthorized, "the credential program '\(program)' fails",
            reason: reason.trimmed.isEmpty ? nil : String(reason.trimmed.suffix(500)),
            hint: "log in to the registry again with the tool of its provider")
    }

    private var program: String { "docker-credential-\(name)" }

    private func run(_ verb: String, _ input: String) async throws -> (Bool, String, String) {
        guard !name.contains("/"), let path = path else {
            throw ApusError(
                .notFound, "the credential program '\(program)' is not installed",
                reason: "docker's configuration keeps credentials in it", hint: "install it, or docker logout and login"
            )
        }
        return try await withThrowingTaskGroup(of: (Bool, String, String).self) { group in
            group.addTask {
                do {
                    let result = try await Subprocess.run(
                        .path(path), arguments: [verb],
                        input: .fileDescriptor(
                            StandardInput.holding(input), closeAfterSpawningProcess: true),
                        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
                    try Task.checkCancellation()
                    return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
                } catch let error as SubprocessError {
                    throw failure(String(describing: error))
                }
            }
            group.addTask {
                try await Task.sleep(for: Self.deadline)
                throw ApusError(
                    .timedOut, "the credential program '\(program)' does not end", reason: "it had \(Self.deadline)",
                    hint: "see what it waits for when it runs by itself: \(program) \(verb)")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? (false, "", "")
        }
    }

    private var path: FilePath? {
        (environment["PATH"] ?? "").split(separator: ":").lazy.map { FilePath(String($0)).appending(program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.string) }
    }

    /// What programs say, word for word, that have no credential for a server.
    private static let absence = "credentials not found in native keychain"
    private static let deadline: Duration = .seconds(60)
}
