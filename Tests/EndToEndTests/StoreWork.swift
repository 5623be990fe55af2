import Testing

/// What one of several processes does to a store that they share, and what has to be there afterwards.
struct StoreWork: Sendable {
    /// Names by noun.
    struct Names: Sendable {
        var byNoun: [String: Set<String>] = [:]

        mutating func insert(_ name: String, _ noun: String) { byNoun[noun, default: []].insert(name) }
        mutating func remove(_ name: String, _ noun: String) { byNoun[noun, default: []].remove(name) }
        mutating func formUnion(_ other: Names) { byNoun.merge(other.byNoun) { $0.union($1) } }
    }

    private let terminal: Terminal
    private let worker: Int
    private(set) var rounds = 0
    private(set) var commands = 0
    private(set) var made = Names()
    /// The names that every process tried to take and this one got.
    private(set) var contested: [String] = []

    init(_ terminal: Terminal, worker: Int) {
        self.terminal = terminal
        self.worker = worker
    }

    /// Registers one of everything, switches to the new stack, and deletes the one before it.
    mutating func round() async throws {
        let mark = "\(worker)-\(rounds)"
        try await must("artifact-store register a-\(mark) --flavor local")
        made.insert("a-\(mark)", "artifact-store")
        try await must("orchestrator register o-\(mark) --flavor local")
        made.insert("o-\(mark)", "orchestrator")
        try await must("stack register s-\(mark) -o o-\(mark) -a a-\(mark)")
        made.insert("s-\(mark)", "stack")
        try await must("stack set s-\(mark)")
        try await must(
            "service-connector register c-\(mark) --type kubernetes --auth-method token --server=https://127.0.0.1:9"
                + " --token=x --no-verify")
        made.insert("c-\(mark)", "service-connector")
        if Testbed.current != nil {
            try await must("orchestrator register k-\(mark) --flavor kubernetes")
            made.insert("k-\(mark)", "orchestrator")
            try await must("orchestrator connect k-\(mark) --connector testbed")
        }
        try await contest()
        if rounds > 0 { try await deleteStack("s-\(worker)-\(rounds - 1)") }
        rounds += 1
    }

    /// Every process asks for this name; one gets it.
    private mutating func contest() async throws {
        let name = "shared-\(rounds)"
        let outcome = try await run("artifact-store register \(name) --flavor local")
        try #require(outcome.status == 0 || outcome.status == 4, "\(outcome)")
        if outcome.status == 0 { contested.append(name) }
        made.insert(name, "artifact-store")
    }

    /// The stack is refused while it is the active one, which another process may have made it just now.
    private mutating func deleteStack(_ name: String) async throws {
        let outcome = try await run("stack delete \(name)")
        try #require(outcome.status == 0 || outcome.status == 4, "\(outcome)")
        if outcome.status == 0 { made.remove(name, "stack") }
    }

    private mutating func must(_ words: String) async throws {
        let outcome = try await run(words)
        try #require(outcome.status == 0, "\(outcome)")
    }

    private mutating func run(_ words: String) async throws -> Terminal.Outcome {
        commands += 1
        let outcome = try await terminal.run("apus " + words)
        try #require(!outcome.talk.contains("locked"), "\(outcome)")
        return outcome
    }
}
