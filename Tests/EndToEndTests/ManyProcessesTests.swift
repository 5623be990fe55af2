import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Eight processes on one store", .timeLimit(.minutes(20)))
struct ManyProcessesTests {
    /// How long they go on: 15 s, or what `APUS_TEST_PROCESSES_SECONDS` says.
    private static let duration = Duration.seconds(
        ProcessInfo.processInfo.environment["APUS_TEST_PROCESSES_SECONDS"].flatMap { Int($0) } ?? 15)

    @Test("register, connect, switch and delete at once: nothing is lost, nothing is doubled, nothing is locked")
    func together() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await Self.addTestbed(terminal)
            let deadline = ContinuousClock.now + Self.duration
            let works = try await withThrowingTaskGroup(of: StoreWork.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var work = StoreWork(terminal, worker: number)
                        repeat { try await work.round() } while ContinuousClock.now < deadline
                        return work
                    }
                }
                return try await group.reduce(into: [StoreWork]()) { $0.append($1) }
            }
            let expected = works.reduce(into: StoreWork.Names()) { $0.formUnion($1.made) }
            for (noun, names) in expected.byNoun {
                let listed = try await terminal.must("apus \(noun) list -o name").split(separator: "\n").map(
                    String.init)
                #expect(listed.count == Set(listed).count, "\(noun): doubled")
                #expect(Set(listed).subtracting(["default", "testbed"]) == names, "\(noun): lost or left over")
            }
            let wins = works.flatMap(\.contested)
            #expect(wins.count == Set(wins).count, "a name was given twice")
            #expect(Set(wins).count == works.map(\.rounds).max(), "a name that all wanted went to nobody")
            let active = try await terminal.must("apus stack get -o name").trimmingEnd
            #expect(expected.byNoun["stack"]?.contains(active) == true, "\(active) is active")
            try await terminal.must("apus stack describe")
            print("\(works.map(\.commands).reduce(0, +)) commands in \(Self.duration), \(works.map(\.rounds)) rounds")
        }
    }

    /// A connector to the testbed's cluster, where there is one.
    private static func addTestbed(_ terminal: Terminal) async throws {
        try await terminal.must("apus stack list")
        guard let testbed = Testbed.current else { return }
        var administrator = terminal
        administrator.environment["KUBECONFIG"] = testbed.kubeconfig
        try await administrator.must(
            "apus service-connector register testbed --type kubernetes --auth-method kubeconfig-context --context=apus-testbed"
        )
    }
}
