import ApusCore
import ApusModel
public import FoundationEssentials
import Glibc
import Synchronization
public import SystemPackage

/// Exchanges messages with another process over pipes or a socket.
///
/// Any task may send; one task receives at a time. Over a pipe, the program has to ignore SIGPIPE.
public final class FrameConnection: Sendable {
    private let reader: DescriptorReader
    private let output: FileDescriptor
    private let ownsOutput: Bool
    private let decoder = Mutex(FrameDecoder())
    private let turn = SendingTurn()

    /// - Parameters:
    ///   - input: closed when the connection goes.
    ///   - output: closed when the connection goes; may be the same as `input`.
    public init(input: FileDescriptor, output: FileDescriptor) throws {
        reader = try DescriptorReader(input)
        self.output = output
        ownsOutput = input != output
    }

    deinit {
        if ownsOutput { Glibc.close(output.rawValue) }
    }

    /// Sends one message; messages of several tasks do not mix.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for one that is too long, `.unavailable` when the
    ///   peer
    ///   is gone.
    public func send(_ message: Data) async throws {
        let frame = try Frame.encode(message)
        try await turn.take { [output] in
            do {
                try frame.withUnsafeBytes { try output.sendAll($0) }
            } catch {
                throw ApusError(.unavailable, "the process at the other end is gone", cause: error)
            }
        }
    }

    /// The next message, or `nil` when the peer ended, or after ``stopReceiving()``.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` for what is no message.
    public func receive() async throws -> Data? {
        while true {
            if let message = try decoder.withLock({ decoder throws(ApusError) in try decoder.next() }) {
                return message
            }
            let piece: Data?
            do {
                piece = try await reader.next()
            } catch is Errno {
                piece = nil  // a reset connection is a peer that ended
            }
            guard let piece else {
                try decoder.withLock { decoder throws(ApusError) in try decoder.finish() }
                return nil
            }
            decoder.withLock { $0.append(piece) }
        }
    }

    /// Ends a ``receive()`` that waits.
    public func stopReceiving() { reader.stop() }
}

/// Lets one task after the other write, on a thread that may wait.
private actor SendingTurn {
    private var last: Task<Void, any Error>?

    func take(_ write: @escaping @Sendable () throws -> Void) async throws {
        let previous = last
        let task = Task {
            _ = await previous?.result
            try await blocking(write)
        }
        last = task
        try await task.value
    }
}

extension FileDescriptor {
    /// Writes all of `bytes`; a socket whose peer is gone gives an error instead of SIGPIPE.
    fileprivate func sendAll(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.send(rawValue, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == ENOTSOCK {
                _ = try writeAll(piece)
                return
            } else if errno != EINTR {
                throw Errno(rawValue: errno)
            }
        }
    }
}
