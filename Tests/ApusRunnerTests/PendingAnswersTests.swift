import ApusModel
import ApusWire
import Testing

@Suite("Answers that are waited for")
struct PendingAnswersTests {
    private let pending = PendingAnswers<String>()

    @Test("an answer that comes before anybody waits for it is kept")
    func early() async throws {
        let id = pending.reserve()
        pending.fill(id, with: .success("soon"))
        #expect(try await pending.answer(to: id).get() == "soon")
    }

    @Test("a second answer and one that nobody asked for change nothing")
    func unwanted() async throws {
        let id = pending.reserve()
        pending.fill(id + 1, with: .success("another's"))
        pending.fill(id, with: .success("first"))
        pending.fill(id, with: .success("second"))
        #expect(try await pending.answer(to: id).get() == "first")
    }

    @Test("after the end, what was asked before and after fails alike")
    func end() async {
        let before = pending.reserve()
        pending.finish(ApusError(.unavailable, "gone"))
        for id in [before, pending.reserve()] {
            await #expect(throws: ApusError(.unavailable, "")) { try await pending.answer(to: id).get() }
        }
    }
}
