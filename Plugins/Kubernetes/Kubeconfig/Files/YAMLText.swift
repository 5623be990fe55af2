import ApusModel
import FoundationEssentials
import Yams

/// YAML as kubectl reads it: the first document, with the scalars of YAML 1.1 (https://yaml.org/type/), so that `y` is
/// a truth value and `012` a number.
enum YAMLText {
    /// The text as JSON.
    /// - Throws: an error that describes itself: where the text is no YAML, or has no form in JSON.
    static func json(_ text: String) throws -> JSONValue {
        guard let root = try Parser(yaml: text).nextRoot() else { return .null }
        var budget = maximumValues
        return try value(root, &budget)
    }

    /// Why a text has no form in JSON.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Aliases may make a short text very long.
    private static let maximumValues = 1_000_000

    private static func value(_ node: Node, _ budget: inout Int) throws -> JSONValue {
        budget -= 1
        if budget < 0 { throw Refusal(description: "it has more than \(maximumValues) values") }
        switch node {
        case .scalar(let scalar): return try YAMLScalar.json(scalar)
        case .sequence(let sequence): return .array(try sequence.map { try value($0, &budget) })
        case .mapping(let mapping): return .object(try members(of: mapping, &budget))
        case .alias: throw Refusal(description: "it has an alias that leads nowhere")
        }
    }

    /// With the members of mappings under `<<`, which explicit members go before (https://yaml.org/type/merge.html).
    private static func members(of mapping: Node.Mapping, _ budget: inout Int) throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        var merged: [[String: JSONValue]] = []
        for (key, node) in mapping {
            guard case .scalar(let scalar) = key else {
                throw Refusal(description: "a key is a list or a mapping")
            }
            if scalar.string == "<<", scalar.style == .plain {
                switch try value(node, &budget) {
                case .object(let found): merged.append(found)
                case .array(let several): merged += several.compactMap(\.objectValue)
                default: throw Refusal(description: "'<<' is followed by no mapping")
                }
            } else {
                members[scalar.string] = try value(node, &budget)
            }
        }
        return merged.reduce(members) { $0.merging($1) { explicit, _ in explicit } }
    }
}
