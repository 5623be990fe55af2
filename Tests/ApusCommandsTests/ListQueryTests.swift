import ApusModel
import ArgumentParser
import Testing

@testable import ApusCommands

@Suite("Lists")
struct ListQueryTests {
    private func names(_ words: String) throws -> [String] {
        try query(words).apply(to: Bird.all).map(\.name)
    }

    private func query(_ words: String) throws -> ListQuery<Bird> {
        try ListOptions.parse(words.split(separator: " ").map(String.init)).query(Bird.listing)
    }

    @Test(
        "are filtered by columns and labels, and sorted",
        arguments: [
            ("", ["swift", "stork", "cuckoo", "kite"]),
            ("--name contains:i", ["swift", "kite"]),
            ("--name=contains:i --weight gt:100", ["kite"]),
            ("--does-nest false", ["cuckoo"]), ("--does_nest=no", ["cuckoo"]),
            ("--weight isnull", ["cuckoo"]), ("--size large", ["stork", "kite"]),
            ("--seen-at 2026-03-20T09:00:00.000Z", ["stork"]), ("--seen-at lt:2026-04-01", ["stork", "kite"]),
            ("-l area=village", ["stork", "kite"]), ("-l area=isnull", ["cuckoo"]),
            ("--label area=startswith:t --does-nest true", ["swift"]),
            ("--sort-by name", ["cuckoo", "kite", "stork", "swift"]),
            ("--sort-by desc:name", ["swift", "stork", "kite", "cuckoo"]),
            ("--sort-by weight", ["swift", "kite", "stork", "cuckoo"]),
            ("--sort-by desc:weight", ["stork", "kite", "swift", "cuckoo"]),
            ("--sort-by asc:size", ["stork", "kite", "swift", "cuckoo"]),
        ] as [(String, [String])])
    func narrowing(_ words: String, _ expected: [String]) throws {
        #expect(try names(words) == expected)
    }

    @Test(
        "refuse what they cannot do, with the columns that there are",
        arguments: [
            ("--nme x", "the list of birds has no column 'nme' to filter by", "did you mean 'name'?"),
            ("--columns name,wight", "the list of birds has no column 'wight' to show", "did you mean 'weight'?"),
            ("--columns name,", "the list of birds has no column '' to show", nil),
            ("--sort-by sise", "the list of birds has no column 'sise' to sort by", "did you mean 'size'?"),
            ("--sort-by down:name", "'down:name' is no order", "--sort-by name, or --sort-by desc:name"),
            ("--name", "the filter '--name' has no value", "--name=VALUE, or --name=OPERATION:VALUE"),
            ("--name --weight 3", "the filter '--name' has no value", "--name=VALUE, or --name=OPERATION:VALUE"),
            ("swift", "'swift' is one word too many", "--name=swift"),
            ("--weight heavy", "column 'weight' cannot be compared with 'heavy'", nil),
            ("--weight oneof:1,x", "column 'weight' cannot be compared with 'x'", nil),
            ("--does-nest maybe", "column 'does-nest' cannot be compared with 'maybe'", nil),
            ("--does-nest gt:true", "column 'does-nest' cannot be compared with 'true'", nil),
            ("--size larg", "column 'size' cannot be compared with 'larg'", "did you mean 'large'?"),
            ("--seen-at yesterday", "column 'seen-at' cannot be compared with 'yesterday'", nil),
            ("--label area", "'area' is no condition on a label", "--label KEY=VALUE, or --label KEY=OPERATION:VALUE"),
        ] as [(String, String, String?)])
    func refusals(_ words: String, _ summary: String, _ hint: String?) {
        let error = #expect(throws: ApusError.self) { try query(words) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.summary == summary)
        #expect(error?.hint == hint)
    }

    @Test("show the columns that were asked for, in that order, with - and _ taken as the same")
    func columns() throws {
        #expect(try query("").columns == nil)
        #expect(try query("--columns all").columns?.map(\.name) == Bird.listing.columns.map(\.name))
        let chosen = try #require(try query("--columns seen_at,Name").columns)
        #expect(chosen.map(\.heading) == ["SEEN AT", "NAME"])
        #expect(chosen.map(\.key) == ["seenAt", "name"])
        #expect(Column<Bird>("resource-id") { _ in .null }.key == "resourceID")
    }

    @Test(
        "come in pages", arguments: [("", 4), ("--size 3", 3), ("--size 3 --page 2", 1), ("--size 3 --page 3", 0)])
    func pages(_ words: String, _ count: Int) throws {
        let options = try PageOptions.parse(words.split(separator: " ").map(String.init))
        #expect(options.part(of: Bird.all).count == count)
    }

    @Test("have no page that cannot be", arguments: ["--size 0", "--size -1", "--page 0 --size 1", "--page 2"])
    func impossiblePages(_ words: String) {
        #expect(throws: (any Error).self) { try PageOptions.parse(words.split(separator: " ").map(String.init)) }
    }

    @Test("as CSV quote what has to be quoted")
    func csv() {
        #expect(CSV.lines([["a", "b,c", "d\"e", "f\ng", ""]]) == ["a,\"b,c\",\"d\"\"e\",\"f\ng\","])
    }
}
