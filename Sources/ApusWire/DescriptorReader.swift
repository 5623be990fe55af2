import ApusCore
import CLinux
public import FoundationEssentials
import Glibc
public import SystemPackage

/// Reads a pipe or socket in pieces, waiting on a thread of its own.
///
/// One task reads at a time.
public final class DescriptorReader: Sendable {
    private let descriptor: FileDescriptor
    private let wake: FileDescriptor
    private let pieceLength: Int

    /// - Parameters:
    ///   - descriptor: closed when the reader goes.
    ///   - pieceLength: the most bytes of one piece.
    public init(_ descriptor: FileDescriptor, pieceLength: Int = 64 << 10) throws {
        self.descriptor = descriptor
        self.pieceLength = pieceLength
        let number = apus_wake_descriptor()
        if number < 0 { throw Errno(rawValue: errno) }
        wake = FileDescriptor(rawValue: number)
    }

    deinit {
        Glibc.close(wake.rawValue)
        Glibc.close(descriptor.rawValue)
    }

    /// The next piece, as soon as there is one; `nil` at the end, or after ``stop()`` when nothing is there.
    public func next() async throws -> Data? {
        try await blocking { [self] in try read() }
    }

    /// Makes reading end where it would have to wait, for a stream that somebody may hold open for ever.
    public func stop() {
        var one: UInt64 = 1
        // The counter cannot overflow in a process's life, and being woken already is as good.
        _ = Glibc.write(wake.rawValue, &one, MemoryLayout<UInt64>.size)
    }

    private func read() throws -> Data? {
        guard try waitForBytes() else { return nil }
        return try Data(capacity: pieceLength, filledBy: descriptor)
    }

    private func waitForBytes() throws -> Bool {
        var events = [
            pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            if poll(&events, nfds_t(events.count), -1) >= 0 { return events[0].revents != 0 }
            if errno != EINTR { throw Errno(rawValue: errno) }
        }
    }
}

extension Data {
    /// What one read gives; `nil` at the end.
    fileprivate init?(capacity: Int, filledBy descriptor: FileDescriptor) throws {
        var failure: (any Error)?
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            do {
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
            initialized = count
        }
        if let failure { throw failure }
        if count == 0 { return nil }
        self.init(bytes)
    }
}
