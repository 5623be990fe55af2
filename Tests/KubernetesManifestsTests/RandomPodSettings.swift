import ApusModel
import ApusTestKit

@testable import KubernetesManifests

/// Pod settings of every kind that Kubernetes has, by seed.
struct RandomPodSettings {
    var random: SeededGenerator
    /// Fields that are never given, as `TYPE.FIELD`.
    var leftOut: Set<String> = []

    /// Some keys with valid values, fields spelled as manifests have them.
    mutating func make() -> JSONValue {
        var settings: [String: JSONValue] = [:]
        for key in PodSettings.keys where random.chance(40) { settings[key.name] = value(of: key.type, depth: 0) }
        return .object(settings)
    }

    /// `settings` with about half of all fields' names, as far as they are Kubernetes', in snake_case.
    mutating func respelled(_ settings: JSONValue) -> JSONValue {
        var respelled: [String: JSONValue] = [:]
        for (key, value) in settings.objectValue ?? [:] {
            let field = PodSettings.keys.first { $0.name == key }
            let name = random.chance(50) ? Self.camelCase(key) : key
            respelled[name] = field.map { self.respelled(value, $0.type) } ?? value
        }
        return .object(respelled)
    }

    private mutating func respelled(_ value: JSONValue, _ type: APIType) -> JSONValue {
        switch (type, value) {
        case (.list(let element), .array(let elements)): return .array(elements.map { respelled($0, element) })
        case (.object(let name), .object(let members)):
            var respelled: [String: JSONValue] = [:]
            for field in APISchema.fields(of: name) {
                guard let value = members[field.name] else { continue }
                respelled[random.chance(50) ? Self.snakeCase(field.name) : field.name] =
                    self.respelled(value, field.type)
            }
            return .object(respelled)
        default: return value
        }
    }

    private mutating func value(of type: APIType, depth: Int) -> JSONValue {
        switch type {
        case .string: return .string(["a", "b", "", "x-1", "{{ image }}"][random.below(5)])
        case .boolean: return .boolean(random.chance(50))
        case .integer: return .integer(Int64(random.below(100)))
        case .quantity: return [.integer(2), "500m", "1.5Gi", "1e3"][random.below(4)]
        case .intOrString: return random.chance(50) ? "http" : 80
        case .map: return ["a_b/c_d": "x", "camelCase": "y"]
        case .quantities: return ["cpu": "1", "nvidia.com/gpu": 1, "my_resource": "2"]
        case .list(let element):
            return .array((0..<random.below(3)).map { _ in value(of: element, depth: depth + 1) })
        case .object(let name):
            var members: [String: JSONValue] = [:]
            let fields = APISchema.fields(of: name)
            for field in fields
            where !leftOut.contains("\(name).\(field.name)")
                && (field.isRequired || (depth < 6 && random.chance(300 / (fields.count + 3))))
            {
                members[field.name] = value(of: field.type, depth: depth + 1)
            }
            return .object(members)
        }
    }

    static func snakeCase(_ name: String) -> String {
        var text = ""
        var wasUppercase = true
        for character in name {
            if character.isUppercase, !wasUppercase { text.append("_") }
            wasUppercase = character.isUppercase
            text += character.lowercased()
        }
        return text
    }

    static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
