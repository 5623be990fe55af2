import ApusCore
import ApusModel
import FoundationEssentials
import Testing
import Waiting

@Suite("Waiting for changes")
struct ChangeSignalTests {
    @Test("a reader that is let go listens no more", .timeLimit(.minutes(20)), arguments: [false, true])
    func letGo(byCancelling: Bool) async throws {
        let signal = ChangeSignal()
        let run = Identifier<Run>.make()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let reading = Task {
            let event = RunEvent(sequence: 1, at: .now, change: .cancellationRequested)
            let events = RunEventReader.stream(after: 0, wakes: signal.wakes(of: run)) { cursor in
                start.finish()
                return RunEventReader.Batch(events: cursor == 0 ? [event] : [], isLast: false)
            }
            for try await _ in events where !byCancelling { return }
        }
        for await _ in started {}
        if byCancelling { reading.cancel() }
        try await reading.value
        try await eventually("nobody to listen") { !signal.hasListeners }
    }
}
