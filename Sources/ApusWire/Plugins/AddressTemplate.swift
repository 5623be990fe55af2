public import ApusModel

/// A text with the values of options in it: `{url}/artifacts`.
public struct AddressTemplate: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case text(String)
        case value(of: String)
    }

    private let parts: [Part]

    public init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            parts.append(.text(String(rest[..<start])))
            parts.append(.value(of: String(rest[rest.index(after: start)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    /// The names between braces, in order.
    public var options: [String] {
        parts.compactMap { if case .value(let name) = $0 { name } else { nil } }
    }

    /// The text with every name replaced; what has no value becomes nothing.
    public func filled(from values: [String: JSONValue]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .value(let name): values[name].map(Self.text) ?? ""
            }
        }.joined()
    }

    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? ((try? CanonicalJSON.text(value)) ?? "")  // JSON always encodes
    }
}
