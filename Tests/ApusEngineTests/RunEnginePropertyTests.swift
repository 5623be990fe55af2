import ApusEngine
import FoundationEssentials
import Testing

@Suite struct `Random runs` {
    static let chunks = 40
    static let runsPerChunk = Int(ProcessInfo.processInfo.environment["APUS_TEST_RUNS"] ?? "") ?? 300

    @Test("hold every rule, whatever fails, restarts or comes twice", arguments: 0..<chunks)
    func holdEveryRule(chunk: Int) throws {
        for number in 0..<Self.runsPerChunk {
            let seed = UInt64(chunk * Self.runsPerChunk + number)
            do {
                var simulation = try Simulation(seed: seed)
                try simulation.run()
            } catch {
                var replay = try Simulation(seed: seed, isTraced: true)
                try? replay.run()  // fails as before; wanted is its trace
                Issue.record("seed \(seed): \(error)\n\(replay.plan)\n\((replay.trace ?? []).joined(separator: "\n"))")
                return
            }
        }
    }
}
