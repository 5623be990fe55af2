public import ApusModel

extension ImageReference {
    /// Reads a reference as users write it.
    ///
    /// Its first segment is a host if it has a `.` or a `:` or is `localhost`, as Docker reads it; without one, the
    /// image is looked up in `registry`. `docker.io/python` is `docker.io/library/python`.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what breaks the grammar of the distribution
    ///   specification (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests).
    public init(_ text: String, in registry: RegistryAddress) throws(ApusError) {
        var rest = Substring(text)
        var digest: ContentDigest?
        if let at = rest.firstIndex(of: "@") {
            digest = ContentDigest(String(rest[rest.index(after: at)...]))
            if digest == nil || !rest[at...].hasPrefix("@sha256:") {
                throw Self.refusal(text, "what follows '@' is not 'sha256:' and 64 hexadecimal digits in lower case")
            }
            rest = rest[..<at]
        }
        var tag: String?
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        if let tag, !Self.isTag(tag) { throw Self.refusal(text, "'\(tag)' cannot be a tag") }
        let first = rest.prefix { $0 != "/" }
        if first != rest, first.contains(".") || first.contains(":") || first == "localhost" {
            let host = String(first)
            let path = String(rest[first.endIndex...].dropFirst())
            let isOfficial = host == RegistryAddress.dockerHub && !path.contains("/")
            self.init(host: host, repository: isOfficial ? "library/\(path)" : path, tag: tag, digest: digest)
        } else {
            self.init(host: registry.host, repository: registry.repository(String(rest)), tag: tag, digest: digest)
        }
        if !Self.isRepository(repository) {
            throw Self.refusal(text, "a name has lower case letters, digits and '.', '_', '-' or '/' between them")
        }
    }

    /// Whether `text` may name a repository.
    public static func isRepository(_ text: String) -> Bool {
        text.utf8.count <= 255
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { segment in
                guard let first = segment.utf8.first, let last = segment.utf8.last, isName(first), isName(last) else {
                    return false
                }
                return segment.utf8.allSatisfy { isName($0) || "._-".utf8.contains($0) }
            }
    }

    private static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128, !".-".utf8.contains(first) else { return false }
        return text.utf8.allSatisfy {
            isName($0) || "._-".utf8.contains($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func refusal(_ text: String, _ reason: String) -> ApusError {
        ApusError(
            .invalidArgument, "'\(text)' is not an image", reason: reason,
            hint: "host/name:tag, such as docker.io/python:3.12-slim")
    }
}
