public import ApusModel

/// A value of the Kubernetes API: made by its own initialiser, or written as a dictionary with the names of the API.
///
/// The orchestrator checks every name and kind when a plan is made, however the value was made.
public protocol KubernetesModel: Hashable, Sendable, ExpressibleByDictionaryLiteral
where Key == String, Value == JSONValue {
    /// The fields as manifests have them.
    var fields: [String: JSONValue] { get set }

    init(fields: [String: JSONValue])
}

extension KubernetesModel {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(fields: Dictionary(elements) { _, last in last })
    }

    /// The fields of `members` that have a value.
    init(_ members: (String, JSONValue?)...) {
        self.init(fields: members.reduce(into: [:]) { $0[$1.0] = $1.1 })
    }

    var json: JSONValue { .object(fields) }
}

extension JSONValue {
    init?(_ models: [some KubernetesModel]?) {
        guard let models else { return nil }
        self = .array(models.map(\.json))
    }
    init?(_ model: (some KubernetesModel)?) {
        guard let model else { return nil }
        self = model.json
    }
    init?(_ text: String?) {
        guard let text else { return nil }
        self = .string(text)
    }
    init?(_ number: Int?) {
        guard let number else { return nil }
        self = .integer(Int64(number))
    }
    init?(_ number: Double?) {
        guard let number else { return nil }
        self = .number(number)
    }
    init?(_ truth: Bool?) {
        guard let truth else { return nil }
        self = .boolean(truth)
    }
    init?(_ texts: [String]?) {
        guard let texts else { return nil }
        self = .array(texts.map(JSONValue.string))
    }
    init?(_ map: [String: String]?) {
        guard let map else { return nil }
        self = .object(map.mapValues(JSONValue.string))
    }
}
