import ApusHashing
import ApusModel
import Crypto
import Dispatch
import FoundationEssentials
import Synchronization

/// The SHA-256 of pieces that pass, on a thread of its own, so that reading and writing need not wait for it.
final class PieceHash: Sendable {
    /// Below, a thread costs more than it gives.
    private static let smallestForThread = 256 << 10
    private static let mostWaiting = 4

    private let hash = Mutex(SHA256())
    private let queue = DispatchQueue(label: "apus.hash")
    private let room = DispatchSemaphore(value: mostWaiting)

    /// Adds the next piece. Waits, on the calling thread, while several are not hashed yet.
    func update(_ piece: Data) {
        if piece.count < Self.smallestForThread {
            return queue.sync { hash.withLock { $0.update(data: piece) } }
        }
        room.wait()
        queue.async { [self] in
            hash.withLock { $0.update(data: piece) }
            room.signal()
        }
    }

    /// Of all pieces so far. Waits for them on the calling thread.
    func digest() -> ContentDigest { queue.sync { ContentDigest(hash.withLock { $0.finalize() }) } }
}
