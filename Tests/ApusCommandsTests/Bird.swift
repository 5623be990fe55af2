import ApusModel

@testable import ApusCommands

/// A row for tests of lists.
struct Bird: Encodable, Hashable, Sendable {
    let name: String
    let weight: Double?
    let nests: Bool
    let seen: String
    let labels: [String: String]

    static let listing = Listing<Bird>(
        "birds",
        columns: [
            Column("name", in: .name) { .string($0.name) },
            Column("weight", .number) { $0.weight.map(JSONValue.number) ?? .null },
            Column("does-nest", .flag) { .boolean($0.nests) },
            Column("seen-at", .moment, in: .wide) { .string($0.seen) },
            Column("size", .choice(["small", "large"])) { .string(($0.weight ?? 0) > 100 ? "large" : "small") },
        ], name: \.name, labels: \.labels)

    static let all = [
        Bird(name: "swift", weight: 40, nests: true, seen: "2026-05-01T05:00:00.000Z", labels: ["area": "town"]),
        Bird(name: "stork", weight: 3400, nests: true, seen: "2026-03-20T09:00:00.000Z", labels: ["area": "village"]),
        Bird(name: "cuckoo", weight: nil, nests: false, seen: "2026-04-12T06:30:00.000Z", labels: [:]),
        Bird(name: "kite", weight: 1000, nests: true, seen: "2026-03-20T11:00:00.000Z", labels: ["area": "village"]),
    ]
}
