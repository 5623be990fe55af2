/// What may stand in a header line (RFC 9110, sections 5.5 and 5.6.2).
enum HTTPFieldSyntax {
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// The field in libcurl's form, in which an empty value needs a semicolon.
    /// - Throws: ``HTTPError`` with `.invalidRequest`; the value is not shown.
    static func line(for field: HTTPHeaders.Field) throws -> String {
        guard isToken(field.name) else { throw HTTPError(.invalidRequest, "'\(field.name)' is no header name") }
        guard !field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
            throw HTTPError(.invalidRequest, "the value of the header '\(field.name)' has a line end or NUL in it")
        }
        let isEmpty = field.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }
}
