import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization
import Testing

@testable import ApusRunner

@Suite("An output", .timeLimit(.minutes(20)))
struct ReservationTests {
    /// Of the three bytes `abc` (FIPS 180-2, appendix B.1).
    private static let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `an output that is being deleted is uploaded once it is gone`() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let key = Artifact.key(of: try #require(ContentDigest(Self.digest)))
            try await bench.artifacts.write(Data("abc".utf8), to: key)
            let asked = Mutex(0)
            let authority = ScriptedAuthority(
                .granted(bench.assignment("printf abc > $APUS_OUTPUT_A", outputs: ["a"])), deletions: 2
            ) {
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                if count == 3 { try? await bench.artifacts.delete(key) }
            }
            #expect(try await bench.run(authority) == .succeeded)
            #expect(asked.withLock { $0 } == 3)
            #expect(try await bench.artifacts.data(at: key) == Data("abc".utf8))
        }
    }

    @Test func `is reserved before the store is asked for it`() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let key = Artifact.key(of: try #require(ContentDigest(Self.digest)))
            try await bench.artifacts.write(Data("abc".utf8), to: key)
            // Gone just before the reservation is granted.
            let authority = ScriptedAuthority(
                .granted(bench.assignment("printf abc > $APUS_OUTPUT_A", outputs: ["a"])),
                beforeReservation: { try? await bench.artifacts.delete(key) })
            #expect(try await bench.run(authority) == .succeeded)
            #expect(try await bench.artifacts.data(at: key) == Data("abc".utf8))
        }
    }
}
