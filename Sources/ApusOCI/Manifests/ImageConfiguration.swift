import ApusModel
import FoundationEssentials

/// How an image's containers start, and the digests of its layers before compression
/// (https://github.com/opencontainers/image-spec/blob/main/config.md). What is not changed here is kept as it is.
struct ImageConfiguration {
    private(set) var json: [String: JSONValue]

    /// - Returns: `nil` when `data` is not the configuration of an image.
    init?(_ data: Data) {
        // Whatever does not decode is no configuration, for the caller to say which one.
        guard let value = try? CanonicalJSON.decode(JSONValue.self, from: data), let json = value.objectValue,
            json["rootfs"]?["diff_ids"]?.arrayValue != nil
        else { return nil }
        self.json = json
    }

    /// Of an image with nothing in it.
    init(of platform: ImagePlatform) {
        json = [
            "architecture": .string(platform.architecture), "os": .string(platform.os),
            "rootfs": ["type": "layers", "diff_ids": []],
        ]
        json["variant"] = platform.variant.map { .string($0) }
    }

    var layerCount: Int { json["rootfs"]?["diff_ids"]?.arrayValue?.count ?? 0 }

    mutating func append(layer: ContentDigest) {
        var rootfs = json["rootfs"]?.objectValue ?? [:]
        rootfs["diff_ids"] = .array((rootfs["diff_ids"]?.arrayValue ?? []) + [.string(layer.description)])
        json["rootfs"] = .object(rootfs)
        json["history"] = .array((json["history"]?.arrayValue ?? []) + [["created_by": "apus"]])
    }

    /// Sets the command that containers start; the arguments that the base gave to its own one go with it.
    mutating func replace(entrypoint: [String]) {
        change { config in
            config["Entrypoint"] = .array(entrypoint.map { .string($0) })
            config["Cmd"] = nil
        }
    }

    mutating func replace(workingDirectory: String) { change { $0["WorkingDir"] = .string(workingDirectory) } }

    /// Variables that the base has keep their place.
    mutating func merge(environment: [String: String]) {
        guard !environment.isEmpty else { return }
        change { config in
            var added = environment
            var variables: [JSONValue] = (config["Env"]?.arrayValue ?? []).map { variable in
                let name = variable.stringValue.map { String($0.prefix { $0 != "=" }) } ?? ""
                return added.removeValue(forKey: name).map { .string("\(name)=\($0)") } ?? variable
            }
            variables += added.sorted { $0.key < $1.key }.map { .string("\($0.key)=\($0.value)") }
            config["Env"] = .array(variables)
        }
    }

    func encoded() throws -> Data { try CanonicalJSON.encode(json) }

    private mutating func change(_ body: (inout [String: JSONValue]) -> Void) {
        var config = json["config"]?.objectValue ?? [:]
        body(&config)
        json["config"] = .object(config)
    }
}
