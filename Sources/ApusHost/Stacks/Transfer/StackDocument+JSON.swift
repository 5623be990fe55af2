public import ApusModel

extension StackDocument {
    /// The document as JSON. Members that are empty are left out.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "apus_stack": .integer(Int64(Self.version)), "name": .string(name),
            "components": .object(
                Dictionary(uniqueKeysWithValues: components.map { ($0.key.rawValue, $0.value.json) })),
        ]
        members.put("labels", labels)
        members.put("environment", environment)
        members.put("secrets", secrets)
        return .object(members)
    }

    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the place and the reason.
    public init(json: JSONValue) throws(ApusError) {
        var reader = try DocumentReader(json, at: "the file")
        let version = try reader.integer("apus_stack")
        if version != Int64(Self.version) {
            throw ApusError(
                .unsupported, "the file is of version \(version) of exported stacks",
                reason: "apus \(ApusVersion.current) reads version \(Self.version)", hint: "export the stack again")
        }
        self.init(name: try reader.text("name"), components: [:])
        labels = try reader.texts("labels")
        environment = try reader.texts("environment")
        secrets = try reader.list("secrets")
        for (type, value) in try reader.object("components").sorted(by: { $0.key < $1.key }) {
            let known = ComponentType.all.map(\.rawValue)
            if !known.contains(type) {
                throw ApusError(
                    .invalidArgument, "components of the file cannot be of type '\(type)'",
                    reason: "there are \(known.joined(separator: ", "))",
                    hint: Spelling.closest(to: type, among: known).map { "did you mean '\($0)'?" })
            }
            components[ComponentType(rawValue: type)] = try ComponentDocument(json: value, at: "components.\(type)")
        }
        try reader.finish()
    }
}

extension ComponentDocument {
    var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name), "flavor": .string(flavor)]
        if !configuration.isEmpty { members["configuration"] = .object(configuration) }
        members.put("secret_options", secretOptions)
        members.put("labels", labels)
        members.put("environment", environment)
        members.put("secrets", secrets)
        if let connector {
            members["connector"] = [
                "name": .string(connector.name), "resource_type": .string(connector.resourceType.rawValue),
                "resource_id": .string(connector.resourceID),
            ]
        }
        return .object(members)
    }

    init(json: JSONValue, at place: String) throws(ApusError) {
        var reader = try DocumentReader(json, at: place)
        self.init(name: try reader.text("name"), flavor: try reader.text("flavor"))
        configuration = try reader.object("configuration")
        secretOptions = try reader.list("secret_options")
        labels = try reader.texts("labels")
        environment = try reader.texts("environment")
        secrets = try reader.list("secrets")
        if let value = reader.take("connector") {
            var reader = try DocumentReader(value, at: "\(place).connector")
            connector = ConnectorDocument(
                name: try reader.text("name"),
                resourceType: ResourceType(rawValue: try reader.text("resource_type")),
                resourceID: try reader.text("resource_id"))
            try reader.finish()
        }
        try reader.finish()
    }
}

extension [String: JSONValue] {
    fileprivate mutating func put(_ key: String, _ texts: [String: String]) {
        if !texts.isEmpty { self[key] = .object(texts.mapValues(JSONValue.string)) }
    }

    fileprivate mutating func put(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { self[key] = .array(texts.map(JSONValue.string)) }
    }
}
