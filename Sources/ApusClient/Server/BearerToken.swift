public import ApusModel
import FoundationEssentials

/// What a program proves itself to a server with (RFC 6750).
public enum BearerToken: Sendable, Hashable {
    case text(SecretString)
    /// What the file of that path says at the moment. Somebody else writes it anew before its token ends, as a kubelet
    /// does with a projected token of a service account.
    case file(String)

    /// That of a program of a run, as its orchestrator left it in `APUS_RUN_TOKEN_FILE` or `APUS_RUN_TOKEN`; `nil` when
    /// it left none.
    public init?(ofRunIn environment: [String: String]) {
        if let path = environment["APUS_RUN_TOKEN_FILE"], !path.isEmpty {
            self = .file(path)
        } else if let text = environment["APUS_RUN_TOKEN"], !text.isEmpty {
            self = .text(SecretString(text))
        } else {
            return nil
        }
    }

    /// The token to use now.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when the file cannot be read.
    public func current() throws(ApusError) -> SecretString {
        switch self {
        case .text(let text): return text
        case .file(let path):
            do {
                return SecretString(try String(contentsOfFile: path, encoding: .utf8).trimmed)
            } catch {
                throw ApusError(
                    .unauthorized, "the token that this program proves itself with cannot be read",
                    reason: "'\(path)': \(error)", hint: "see the pod's mounts with: kubectl describe pod NAME",
                    cause: error)
            }
        }
    }
}
