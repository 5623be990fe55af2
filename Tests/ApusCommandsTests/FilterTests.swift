import ApusModel
import Testing

@testable import ApusCommands

@Suite("Filters")
struct FilterTests {
    @Test(
        "compare texts, numbers, flags, lists and absent values",
        arguments: [
            ("abc", "abc", true), ("abc", "ab", false), ("equals:abc", "abc", true), ("notequals:abc", "abc", false),
            ("notequals:x", nil, true), ("contains:b", "abc", true), ("notcontains:b", "abc", false),
            ("startswith:ab", "abc", true), ("startswith:bc", "abc", false), ("endswith:bc", "abc", true),
            ("oneof:x,abc", "abc", true), ("oneof:x, abc", "abc", true), ("oneof:ab,c", "abc", false),
            ("gt:9", 10, true), ("gt:10", 10, false), ("gte:10", 10, true), ("lt:9.5", 9, true), ("lte:8", 9, false),
            ("10", 10.0, true), ("gt:2026-01-31", "2026-01-31T08:05:09.042Z", true),
            ("lt:2026-01-31", "2026-01-31T08:05:09.042Z", false), ("true", true, true), ("no", true, false),
            ("isnull", nil, true), ("isnull:", "", true), ("isnull", "x", false), ("isnotnull", "x", true),
            ("isnotnull", [], false), ("b", ["a", "b"], true), ("notequals:b", ["a", "b"], false),
            ("contains:kube", ["kubernetes-cluster"], true), ("s3://bucket", "s3://bucket", true),
            ("127.0.0.1:5000", "127.0.0.1:5000", true), ("equals:contains:x", "contains:x", true),
            ("isnull", false, false),
            ("gt:a", nil, false), ("", "", false),
        ] as [(String, JSONValue?, Bool)])
    func match(_ text: String, _ value: JSONValue?, _ expected: Bool) throws {
        #expect(try Filter(text).matches(value ?? .null) == expected)
    }

    @Test("name a misspelt operation", arguments: ["conains:x", "equal:x", "startwith:x", "isnul:", "notequal:a:b"])
    func misspelt(_ text: String) throws {
        let error = #expect(throws: ApusError.self) { try Filter(text) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.hint?.hasPrefix("did you mean '") == true)
    }
}
