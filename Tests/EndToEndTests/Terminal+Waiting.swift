import Waiting

extension Terminal {
    /// Waits until `condition` holds; what it throws counts as not yet, because there may be no run.
    /// - Parameter look: the command whose output is printed when it never does.
    func wait(
        for what: String, orShow look: String = "apus run describe", _ condition: () async throws -> Bool
    ) async throws {
        try await eventually(what, every: .milliseconds(200)) {
            (try? await condition()) == true
        } otherwise: {
            await output(of: look)
        }
    }

    /// Waits until what `look` sees contains all of `words`; what it saw last is printed otherwise.
    func wait(for words: [String], in look: () async throws -> String) async throws {
        var seen = ""
        try await eventually("\(words)", every: .milliseconds(200)) {
            seen = try await look()
            return words.allSatisfy(seen.contains)
        } otherwise: {
            seen
        }
    }

    private func output(of line: String) async -> String {
        do { return "\(try await run(line))" } catch { return "\(error)" }
    }
}
