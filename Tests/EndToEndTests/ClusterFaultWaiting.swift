import Testing

extension Terminal {
    /// Waits until `condition` holds; what it throws counts as not yet, because there may be no run.
    func wait(for what: String, _ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        while (try? await condition()) != true {
            if ContinuousClock.now > deadline {
                Issue.record("waited for \(what): \(try await run("apus run describe"))")
                return
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Waits until what `look` sees contains all of `words`; what it saw last is printed otherwise.
    func wait(for words: [String], in look: () async throws -> String) async throws {
        var seen = ""
        let deadline = ContinuousClock.now + .seconds(180)
        repeat {
            seen = try await look()
            if words.allSatisfy(seen.contains) { return }
            try await Task.sleep(for: .milliseconds(200))
        } while ContinuousClock.now < deadline
        Issue.record("waited for \(words.filter { !seen.contains($0) }), saw: \(seen)")
    }
}
