public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Makes, finds, changes and removes named secrets, and says whether what refers to one can be had.
public struct SecretService: Sendable {
    let store: any MetadataStore
    let now: @Sendable () -> Date

    public init(store: any MetadataStore, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.now = now
    }

    /// Stores a new secret.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a name or key that is none, or no values; `.alreadyExists`.
    public func create(_ name: String, values: [String: SecretString]) async throws -> Secret {
        if values.isEmpty {
            throw ApusError(
                .invalidArgument, "secret '\(name)' has no values", hint: "apus secret create \(name) --KEY=VALUE")
        }
        let secret = Secret(
            name: try Name.validate(name, as: "secret"), keys: try values.keys.map(Self.validated), createdAt: now())
        if try await store.secret(named: name) != nil {
            throw ApusError(
                .alreadyExists, "there is already a secret '\(name)'", hint: "apus secret update \(name) --KEY=VALUE")
        }
        try await store.create(secret, values: values)
        return secret
    }

    /// The secret of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the secrets that exist and the closest spelling.
    public func secret(named name: String) async throws -> Secret {
        if let secret = try await store.secret(named: name) { return secret }
        let names = try await store.secrets().map(\.name)
        throw ApusError(
            .notFound, "there is no secret '\(name)'",
            reason: names.isEmpty ? "none is stored" : "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "apus secret create \(name) --KEY=VALUE")
    }

    /// Sets values and takes others away; the rest stays.
    /// - Throws: ``ApusError`` with `.notFound`, also for a key to take away that is not there; `.invalidArgument`;
    ///   `.inUse` when a component needs a key that would go.
    public func update(_ name: String, values: [String: SecretString], removing: [String] = []) async throws -> Secret {
        let added = try values.keys.map(Self.validated)
        while true {
            let old = try await secret(named: name)
            if let missing = removing.first(where: { !old.keys.contains($0) }) {
                throw ApusError(
                    .notFound, "secret '\(name)' has no value '\(missing)'",
                    reason: "its values are \(old.keys.joined(separator: ", "))")
            }
            var new = old
            new.keys = Set(old.keys).union(added).subtracting(removing).sorted()
            new.updatedAt = Timestamp.rounded(now())
            do {
                try await store.update(new, replacing: old, values: values.filter { new.keys.contains($0.key) })
                return new
            } catch let error as ApusError where error.code == .conflict {
                continue
            }
        }
    }

    /// Removes a secret that nobody names.
    /// - Throws: ``ApusError`` with `.notFound` or `.inUse`.
    public func delete(_ name: String) async throws {
        try await store.deleteSecret(secret(named: name).id)
    }

    /// - Parameter user: who names the secrets, for the error.
    /// - Throws: ``ApusError`` with `.notFound` when one of these secrets is not there.
    public func check(_ names: [String], for user: String) async throws {
        for name in names where try await store.secret(named: name) == nil {
            throw ApusError.missingSecret(name, for: user)
        }
    }

    /// - Throws: ``ApusError`` with `.notFound` when an option refers to a value that is not there.
    func check(_ references: [String: SecretReference], of component: Component) async throws {
        for (option, reference) in references.sorted(by: { $0.key < $1.key }) {
            let user = "option '\(option)' of \(component.described)"
            guard let secret = try await store.secret(named: reference.secret) else {
                throw ApusError.missingSecret(reference.secret, for: user)
            }
            if !secret.keys.contains(reference.key) {
                throw ApusError.missingKey(reference, of: secret, for: user)
            }
        }
    }

    /// A key is the name of an environment variable, and may have `-` too
    /// (https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html).
    private static func validated(_ key: String) throws(ApusError) -> String {
        let isWord = key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        if let first = key.first, isWord, !first.isNumber, first != "-" { return key }
        throw ApusError(
            .invalidArgument, "'\(key)' cannot be the key of a secret's value",
            reason: "steps see the value as a variable of that name",
            hint: "use letters, digits, '_' and '-', and begin with a letter or '_'")
    }
}
