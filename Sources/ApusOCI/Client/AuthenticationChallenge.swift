/// How a server wants to be convinced (RFC 9110, section 11.6.1): `Bearer realm="…",service="…"`.
struct AuthenticationChallenge: Hashable, Sendable {
    /// In lower case.
    let scheme: String
    /// By name in lower case.
    let parameters: [String: String]

    /// The challenges in the values of `WWW-Authenticate` headers. What cannot be read is left out.
    static func all(in values: [String]) -> [AuthenticationChallenge] { values.flatMap { Parser($0).challenges() } }

    private struct Parser {
        private var rest: Substring

        init(_ text: String) { rest = text[...] }

        consuming func challenges() -> [AuthenticationChallenge] {
            var found: [(scheme: String, parameters: [String: String])] = []
            while true {
                rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
                let word = String(rest.prefix { !" \t,=\"".contains($0) })
                if word.isEmpty { break }
                rest = rest.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
                if rest.first == "=", !found.isEmpty {
                    rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
                    found[found.count - 1].parameters[word.lowercased()] = value()
                } else {
                    found.append((word.lowercased(), [:]))
                }
            }
            return found.map { AuthenticationChallenge(scheme: $0.scheme, parameters: $0.parameters) }
        }

        private mutating func value() -> String {
            guard rest.first == "\"" else {
                let token = rest.prefix { $0 != "," && $0 != " " }
                rest = rest[token.endIndex...]
                return String(token)
            }
            rest = rest.dropFirst()
            var text = ""
            while let character = rest.popFirst(), character != "\"" {
                if character == "\\", let next = rest.popFirst() { text.append(next) } else { text.append(character) }
            }
            return text
        }
    }
}
