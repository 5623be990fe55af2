public import ApusCore
public import ApusModel
import FoundationEssentials
import Synchronization

/// A store that keeps everything in memory: fast, and gone with the process.
///
/// Instances that were made with the same ``Contents`` are like several processes on one database.
public final class InMemoryMetadataStore: MetadataStore {
    /// What stores keep.
    public final class Contents: Sendable {
        let state: Mutex<StoredMetadata>
        let signal = ChangeSignal()

        /// The contents of a new store: the stack `default` with its components.
        public init() { state = Mutex(StoredMetadata(Stack.makeDefault(at: Date()))) }
    }

    let contents: Contents
    private let fault = Mutex<ApusError?>(nil)

    public init(_ contents: Contents = Contents()) { self.contents = contents }

    /// Every later call throws `error`; `nil` mends the store.
    public func fail(with error: ApusError?) { fault.withLock { $0 = error } }

    /// One transaction: when `body` throws, nothing is changed.
    func access<Answer: Sendable>(_ body: (inout StoredMetadata) throws -> sending Answer) throws -> Answer {
        if let error = fault.withLock({ $0 }) { throw error }
        return try contents.state.withLock { state in
            var changed = state
            let answer = try body(&changed)
            state = changed
            return answer
        }
    }
}
