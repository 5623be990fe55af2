import ApusModel
import Hummingbird
import Testing

@testable import ApusServer

@Suite struct RememberedAnswersTests {
    @Test func `a key is noted while its call runs, and forgotten when it is old or there are too many`() async throws {
        let clock = TestMoment()
        let answers = RememberedAnswers(capacity: 2, lifetime: 60, now: { clock.now })
        let print = CanonicalDigest.sample
        let keys = ["a", "b", "c"].map { RememberedAnswers.Key(caller: "me", key: $0) }
        #expect(answers.begin(keys[0], fingerprint: print).isNew)
        #expect(!answers.begin(keys[0], fingerprint: print).isNew)
        answers.finish(keys[0], with: try await RememberedAnswer(Response(status: .noContent)))
        #expect(!answers.begin(keys[0], fingerprint: print).isNew)
        clock.advance(by: 60)
        #expect(answers.begin(keys[0], fingerprint: print).isNew)
        #expect(answers.begin(keys[1], fingerprint: print).isNew)
        #expect(answers.begin(keys[2], fingerprint: print).isNew)
        #expect(!answers.begin(keys[2], fingerprint: print).isNew)
        #expect(answers.begin(keys[0], fingerprint: print).isNew, "the oldest is forgotten")
        answers.forget(keys[0])
        #expect(answers.begin(keys[0], fingerprint: print).isNew)
    }
}

extension RememberedAnswers.Finding {
    fileprivate var isNew: Bool { if case .new = self { true } else { false } }
}
