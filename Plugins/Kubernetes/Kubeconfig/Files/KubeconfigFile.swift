import ApusModel
import FoundationEssentials
import SystemPackage

/// One kubeconfig file as it is written (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/).
struct KubeconfigFile: Decodable {
    let apiVersion: String?
    let kind: String?
    let clusters: [ClusterEntry?]?
    let contexts: [ContextEntry?]?
    let users: [UserEntry?]?
    let currentContext: String?

    private enum CodingKeys: String, CodingKey {
        case apiVersion, kind, clusters, contexts, users
        case currentContext = "current-context"
    }

    struct ClusterEntry: Decodable {
        let name: String?
        let cluster: ClusterFields?
    }

    struct ContextEntry: Decodable {
        let name: String?
        let context: ContextFields?
    }

    struct UserEntry: Decodable {
        let name: String?
        let user: UserFields?
    }

    /// Bytes; servers' objects, too, end at a megabyte and a half.
    static let maximumSize = 4 << 20
}

extension KubeconfigFile {
    /// The file at `path`.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` when it cannot be read, `.invalidConfiguration` when it is
    ///   no kubeconfig.
    init(at path: FilePath) throws(ApusError) {
        try self.init(Self.contents(of: path), of: path)
    }

    /// - Parameter path: the file that has the data, for messages.
    init(_ data: Data, of path: FilePath) throws(ApusError) {
        try self.init(data, name: "'\(path)'", hint: "check it with: kubectl --kubeconfig \(path) config view")
    }

    static func contents(of path: FilePath) throws(ApusError) -> Data {
        guard let data = FileManager.default.contents(atPath: path.string) else {
            throw ApusError(.forbidden, "the kubeconfig '\(path)' cannot be read", hint: "check it with: ls -l \(path)")
        }
        return data
    }

    /// - Parameter name: what the text is, for messages.
    init(_ data: Data, name: String, hint: String?) throws(ApusError) {
        func refuse(_ reason: String, cause: (any Error)? = nil) -> ApusError {
            ApusError(.invalidConfiguration, "\(name) is not a kubeconfig", reason: reason, hint: hint, cause: cause)
        }
        if data.count > Self.maximumSize { throw refuse("it has more than \(Self.maximumSize >> 20) MiB") }
        guard let text = String(validating: data, as: UTF8.self) else { throw refuse("it is no text in UTF-8") }
        do {
            let json = try YAMLText.json(text)
            self = try CanonicalJSON.decode(
                KubeconfigFile.self, from: CanonicalJSON.encode(json == .null ? .object([:]) : json))
        } catch let error as DecodingError {
            throw refuse(Self.reason(error), cause: error)
        } catch {
            throw refuse(String(describing: error).trimmed, cause: error)
        }
        if let problem = problem { throw refuse(problem) }
    }

    /// What kubectl refuses although the types are right.
    private var problem: String? {
        if let apiVersion, !["", "v1"].contains(apiVersion) { return "its apiVersion is '\(apiVersion)', not v1" }
        if let kind, !["", "Config"].contains(kind) { return "its kind is '\(kind)', not Config" }
        let lists: [(String, [String])] = [
            ("clusters", (clusters ?? []).map { $0?.name ?? "" }), ("users", (users ?? []).map { $0?.name ?? "" }),
            ("contexts", (contexts ?? []).map { $0?.name ?? "" }),
        ]
        for (list, names) in lists {
            var seen: Set<String> = []
            if let twice = names.first(where: { !seen.insert($0).inserted }) {
                return "its \(list) have '\(twice)' twice"
            }
        }
        for entry in clusters ?? [] where !Self.isBase64(entry?.cluster?.certificateAuthorityData) {
            return "certificate-authority-data of cluster '\(entry?.name ?? "")' is no base64"
        }
        for entry in users ?? [] {
            let name = entry?.name ?? ""
            if !Self.isBase64(entry?.user?.clientCertificateData) {
                return "client-certificate-data of user '\(name)' is no base64"
            }
            if !Self.isBase64(entry?.user?.clientKeyData?.revealed()) {
                return "client-key-data of user '\(name)' is no base64"
            }
        }
        return nil
    }

    private static func isBase64(_ text: String?) -> Bool {
        guard let text else { return true }
        return Data(base64Encoded: text.filter { !$0.isNewline }) != nil
    }

    private static func reason(_ error: DecodingError) -> String {
        let (context, missing): (DecodingError.Context, String?) =
            switch error {
            case .keyNotFound(let key, let context): (context, key.stringValue)
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: "\(error)"), nil)
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        let place = path.isEmpty ? "the file" : String(path.drop { $0 == "." })
        if let missing { return "\(place) has no '\(missing)'" }
        return path.isEmpty
            ? context.debugDescription : "\(place) is not what it has to be: \(context.debugDescription)"
    }
}
