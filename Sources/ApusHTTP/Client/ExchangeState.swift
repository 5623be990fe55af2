import FoundationEssentials

/// What the two sides of an exchange, the task that wants it and the curl thread, have to say to each other.
///
/// Every function is a step that one side takes under the lock; waiters that it returns are resumed after it.
struct ExchangeState {
    typealias Waiter = CheckedContinuation<Void, Never>

    /// Bytes that may wait on either way; a side that would go above it has to wait.
    static let bufferLimit = 256 << 10

    private(set) var head: ResponseHead?
    private var failure: (any Error)?
    /// Whether libcurl is done with the exchange and has forgotten it.
    private var isDetached = false
    /// Whether the scope of the response is left.
    private var isLeft = false

    private var received = Data()
    private var isReceivingPaused = false
    private var reader: Waiter?

    private var outgoing = Data()
    private var outgoingTaken = 0
    private var isSendingComplete = false
    private var isSendingPaused = false
    private var writer: Waiter?

    private var detachmentWaiter: Waiter?
}

// MARK: - The curl thread's steps

extension ExchangeState {
    mutating func receive(_ head: ResponseHead) -> Waiter? {
        self.head = head
        return takeReader()
    }

    enum Reception {
        case taken(Waiter?)
        case pause
        case abort
    }

    /// The next bytes of the body. `.pause`: they were not taken and have to be offered again.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Reception {
        if failure != nil { return .abort }
        guard received.isEmpty || received.count + bytes.count <= Self.bufferLimit else {
            isReceivingPaused = true
            return .pause
        }
        received.append(contentsOf: bytes)
        return .taken(takeReader())
    }

    enum Supply {
        case bytes(Int, Waiter?)
        case pause
        case abort
    }

    /// Moves bytes of the request's body into `buffer`. Zero bytes are the end of it.
    mutating func supply(_ buffer: UnsafeMutableRawBufferPointer) -> Supply {
        if failure != nil { return .abort }
        let available = outgoing.count - outgoingTaken
        guard available > 0 else {
            if isSendingComplete { return .bytes(0, nil) }
            isSendingPaused = true
            return .pause
        }
        let count = min(available, buffer.count)
        let start = outgoing.startIndex + outgoingTaken
        outgoing.copyBytes(to: buffer, from: start..<(start + count))
        outgoingTaken += count
        guard outgoingTaken == outgoing.count else { return .bytes(count, nil) }
        outgoing.removeAll(keepingCapacity: true)
        outgoingTaken = 0
        defer { writer = nil }
        return .bytes(count, writer)
    }

    /// Lifts the pauses whose reason is gone, and returns which remain.
    mutating func liftPauses() -> (receiving: Bool, sending: Bool) {
        if received.isEmpty { isReceivingPaused = false }
        if outgoing.count > outgoingTaken || isSendingComplete { isSendingPaused = false }
        return (isReceivingPaused, isSendingPaused)
    }

    var isPaused: Bool { isReceivingPaused || isSendingPaused }

    /// The end: libcurl has forgotten the exchange. A failure that is already known stays.
    mutating func detach(_ error: (any Error)?) -> [Waiter] {
        isDetached = true
        if failure == nil { failure = error }
        return takeAll()
    }
}

// MARK: - The task's steps

extension ExchangeState {
    /// Ends the exchange as far as the task is concerned; libcurl has yet to be told.
    mutating func fail(_ error: any Error) -> [Waiter] {
        if failure == nil && !isDetached { failure = error }
        return takeAll()
    }

    enum Arrival<Value> {
        case ready(Value)
        case failed(any Error)
        case wait
    }

    var arrivedHead: Arrival<ResponseHead> {
        if let head { return .ready(head) }
        if let failure { return .failed(failure) }
        if isDetached { return .failed(HTTPError(.connectionLost, "the connection ended without a response")) }
        return .wait
    }

    /// All bytes that are here, and whether libcurl has to be told to go on; empty at the end of the body.
    mutating func takeReceived() -> Arrival<(bytes: Data, resume: Bool)> {
        if isLeft { return .failed(HTTPError(.invalidRequest, "the body is read outside the scope of its response")) }
        if reader != nil { return .failed(HTTPError(.invalidRequest, "two tasks read a body at the same time")) }
        if !received.isEmpty, !(failure is CancellationError) {
            defer { received = Data() }
            return .ready((received, isReceivingPaused))
        }
        if let failure { return .failed(failure) }
        return isDetached ? .ready((Data(), false)) : .wait
    }

    /// Registers the reader, unless there is something for it.
    mutating func wait(reader waiter: Waiter) -> Bool {
        guard reader == nil, !isLeft, failure == nil, !isDetached, received.isEmpty else { return false }
        reader = waiter
        return true
    }

    mutating func wait(forHead waiter: Waiter) -> Bool {
        guard head == nil, failure == nil, !isDetached else { return false }
        reader = waiter
        return true
    }

    enum Offer {
        case accepted(resume: Bool)
        case wait
        case over
    }

    /// The next bytes of the request's body.
    mutating func offer(_ bytes: Data) -> Offer {
        if failure != nil || isDetached { return .over }
        guard outgoing.count - outgoingTaken < Self.bufferLimit else { return .wait }
        outgoing.append(bytes)
        return .accepted(resume: isSendingPaused)
    }

    mutating func wait(writer waiter: Waiter) -> Bool {
        guard failure == nil, !isDetached, outgoing.count - outgoingTaken >= Self.bufferLimit else { return false }
        writer = waiter
        return true
    }

    /// No more bytes are to come. Returns whether libcurl has to be told to go on.
    mutating func completeSending() -> Bool {
        isSendingComplete = true
        return isSendingPaused
    }

    mutating func leaveScope() { isLeft = true }

    mutating func wait(forDetachment waiter: Waiter) -> Bool {
        guard !isDetached else { return false }
        detachmentWaiter = waiter
        return true
    }

    private mutating func takeReader() -> Waiter? {
        defer { reader = nil }
        return reader
    }

    private mutating func takeAll() -> [Waiter] {
        defer {
            reader = nil
            writer = nil
            if isDetached { detachmentWaiter = nil }
        }
        return [reader, writer, isDetached ? detachmentWaiter : nil].compactMap(\.self)
    }
}
