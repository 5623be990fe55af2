import ApusCore
import ApusModel
import Crypto
import FoundationEssentials
import Synchronization

/// The programs of runs that their infrastructure vouches for. It is asked about a token once a minute, because programs
/// call often.
final class VerifiedPrograms: Sendable {
    private struct Entry {
        let run: Identifier<Run>
        let at: Date
    }

    private let verifier: any ProgramVerifier
    private let life: RunTokenLife
    private let now: @Sendable () -> Date
    private let known = Mutex<[SHA256Digest: Entry]>([:])

    init(verifier: any ProgramVerifier, life: RunTokenLife, now: @escaping @Sendable () -> Date) {
        self.verifier = verifier
        self.life = life
        self.now = now
    }

    /// - Returns: `nil` when the token proves nothing.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when the run is over, and whatever the verifier throws.
    func caller(with token: SecretString) async throws -> Caller? {
        let digest = SHA256.hash(data: Data(token.revealed().utf8))
        let now = now()
        let entry = known.withLock { $0[digest] }
        let isFresh = entry.map { (0..<Self.freshness).contains(now.timeIntervalSince($0.at)) } ?? false
        guard let run = isFresh ? entry?.run : try await verifier.run(ofBearerOf: token) else {
            known.withLock { $0[digest] = nil }
            return nil
        }
        if !isFresh { note(Entry(run: run, at: now), digest) }
        try await life.check(run)
        return .run(run)
    }

    private func note(_ entry: Entry, _ digest: SHA256Digest) {
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll() }
            known[digest] = entry
        }
    }

    /// Seconds.
    private static let freshness = 60.0
    private static let capacity = 20_000
}
