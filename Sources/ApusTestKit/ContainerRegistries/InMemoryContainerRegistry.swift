public import ApusCore
public import ApusModel
import FoundationEssentials
import Synchronization
import SystemPackage

/// A container registry that keeps in memory which images there are, not what is in them: fast, and gone with the
/// process. Its digests stand for contents, but are no SHA-256 of anything.
public final class InMemoryContainerRegistry: ContainerRegistry {
    public let address: String
    private let images = Mutex<Set<String>>([])
    private let published = Mutex<[ImageAssembly]>([])
    private let fault = Mutex<ApusError?>(nil)
    private let credentials: [String: RegistryCredential]

    /// - Parameter images: what can be resolved from the start: `python:3.12`, under `address`.
    public init(
        address: String = "registry.test/apus", images: Set<String> = [],
        credentials: [String: RegistryCredential] = [:]
    ) {
        self.address = address
        self.credentials = credentials
        self.images.withLock { all in all = Set(images.map(Self.qualified(by: address))) }
    }

    /// What was published so far, oldest first.
    public var assemblies: [ImageAssembly] { published.withLock { $0 } }

    /// Every later call but ``pullCredentials()`` throws `error`; `nil` mends the registry.
    public func fail(with error: ApusError?) { fault.withLock { $0 = error } }

    public func verify() async throws { try checkFault() }

    public func resolve(_ image: String) async throws -> String {
        try checkFault()
        guard !image.isEmpty, !image.contains(where: \.isWhitespace) else {
            throw ApusError(.invalidArgument, "'\(image)' is not an image")
        }
        let name = Self.qualified(by: address)(image)
        guard images.withLock({ $0.contains(name) }) else {
            throw ApusError(.notFound, "the image '\(image)' does not exist")
        }
        if name.contains("@sha256:") { return name }
        let pinned = "\(Self.withoutTag(name))@\(Self.digest(of: name))"
        images.withLock { _ = $0.insert(pinned) }
        return pinned
    }

    public func publish(_ assembly: ImageAssembly) async throws -> String {
        try checkFault()
        var parts = ["-"]
        if let base = assembly.base { parts = [try await resolve(base)] }
        for layer in assembly.layers {
            guard let data = FileManager.default.contents(atPath: layer.file.string) else {
                throw ApusError(.notFound, "'\(layer.file)' cannot be read")
            }
            parts.append(data.base64EncodedString())
        }
        parts.append((assembly.entrypoint ?? ["-"]).joined(separator: "\u{0}"))
        parts.append(assembly.workingDirectory ?? "-")
        parts += assembly.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let name = "\(address)/\(assembly.repository)@\(Self.digest(of: parts.joined(separator: "\n")))"
        images.withLock { _ = $0.insert(name) }
        published.withLock { $0.append(assembly) }
        return name
    }

    public func pullCredentials() async throws -> [String: RegistryCredential] { credentials }

    private func checkFault() throws { if let error = fault.withLock({ $0 }) { throw error } }

    private static func qualified(by address: String) -> (String) -> String {
        { image in
            let first = image.prefix { $0 != "/" }
            let hasHost = first != image && (first.contains(".") || first.contains(":") || first == "localhost")
            let name = hasHost ? image : "\(address)/\(image)"
            let isTagged = name.split(separator: "/").last?.contains(":") == true
            return isTagged ? name : "\(name):latest"
        }
    }

    private static func withoutTag(_ name: String) -> String {
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return name }
        return String(name[..<colon])
    }

    /// 64 digits from four runs of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv), each of another start.
    private static func digest(of text: String) -> String {
        let words = (UInt64(0)..<4).map { start -> String in
            let hash = text.utf8.reduce(14_695_981_039_346_656_037 &+ start) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return "sha256:\(words.joined())"
    }
}
