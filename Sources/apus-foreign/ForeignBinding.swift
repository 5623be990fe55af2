import ApusModel
import ApusWire

/// Which C function does something that is asked of a plugin, and what it is given, as `plugin.json` says it.
struct ForeignBinding: Sendable {
    /// A text with the values of options and of the request in it, or a number.
    struct Argument: Sendable {
        let kind: ForeignKind
        let value: AddressTemplate
    }

    let symbol: String
    let arguments: [Argument]
    let returns: ForeignResultKind
}

extension ForeignBinding: Decodable {
    private enum Key: String, CodingKey {
        case symbol, arguments, returns
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        symbol = try container.decode(String.self, forKey: .symbol)
        arguments = try container.decodeIfPresent([Argument].self, forKey: .arguments) ?? []
        let word = try container.decode(String.self, forKey: .returns)
        guard let kind = ForeignResultKind(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                forKey: .returns, in: container,
                debugDescription:
                    "'\(word)' is none of \(ForeignResultKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        returns = kind
    }
}

extension ForeignBinding.Argument: Decodable {
    private enum Key: String, CodingKey {
        case kind, value
    }

    /// A text alone stands for a string.
    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {  // another kind has two members
            kind = .string
            value = AddressTemplate(text)
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        let word = try container.decode(String.self, forKey: .kind)
        guard let kind = ForeignKind(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container,
                debugDescription: "'\(word)' is none of \(ForeignKind.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self.kind = kind
        value = AddressTemplate(try container.decode(String.self, forKey: .value))
    }
}
