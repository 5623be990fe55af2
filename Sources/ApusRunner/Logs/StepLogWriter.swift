import ApusCore
import ApusModel
import FoundationEssentials
import Logging

/// Keeps the lines of an attempt in the artifact store, chunk by chunk, soon after they came.
///
/// A chunk that cannot be kept is lost, which the log says in its place: a step does not fail for its log.
actor StepLogWriter {
    /// A chunk is sent once it has this many bytes.
    private static let chunkLength = 256 << 10

    private let store: any ArtifactStore
    private let attempt: Attempt.Key
    private let interval: Duration
    private let clock: any Clock<Duration>
    private let logger: Logger
    private var pending = Data()
    private var chunks = 0
    /// Lines since the last chunk that was kept.
    private var lost = 0
    private var timer: Task<Void, Never>?
    private var sending: Task<Void, Never>?

    /// - Parameter interval: the longest that a line waits for others before it is sent.
    init(
        store: any ArtifactStore, attempt: Attempt.Key, interval: Duration = .seconds(1), clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.store = store
        self.attempt = attempt
        self.interval = interval
        self.clock = clock
        self.logger = logger
    }

    /// Takes `lines`; returns at once unless they come faster than they can be sent.
    func append(_ lines: [LogLine]) async {
        for line in lines {
            guard let data = try? CanonicalJSON.encode(line) else { continue }  // a line of text always encodes
            pending.append(data)
            pending.append(UInt8(ascii: "\n"))
            if pending.count >= Self.chunkLength { await send() }
        }
        if !pending.isEmpty, timer == nil {
            timer = Task { [clock, interval] in
                // Cancelled when the lines were sent for another reason.
                if (try? await clock.sleep(for: interval)) != nil { await send() }
            }
        }
    }

    /// Sends what is left.
    func finish() async {
        timer?.cancel()
        await send()
        if lost > 0 {
            chunks += 1
            await write(Data(), to: LogKey.chunk(chunks, of: attempt))
        }
    }

    private func send() async {
        timer = nil
        let previous = sending
        if !pending.isEmpty {
            let data = pending
            pending = Data()
            chunks += 1
            let key = LogKey.chunk(chunks, of: attempt)
            sending = Task {
                await previous?.value
                await write(data, to: key)
            }
        }
        await sending?.value
    }

    private func write(_ data: Data, to key: String) async {
        do {
            try await store.write(gap() + data, to: key)
            lost = 0
        } catch {
            lost += data.count { $0 == UInt8(ascii: "\n") }
            logger.warning("lines of the log are lost", metadata: ["key": "\(key)", "reason": "\(error)"])
        }
    }

    /// A line about those that are lost, or nothing.
    private func gap() throws -> Data {
        if lost == 0 { return Data() }
        let lines = lost == 1 ? "a line is" : "\(lost) lines are"
        let text = "\(lines) lost here, because the artifact store did not take a part of the log"
        return try CanonicalJSON.encode(LogLine(at: Date(), stream: .runner, text: text)) + Data("\n".utf8)
    }
}
