import ApusCore
import CLinux
import Glibc
public import Logging
import Synchronization
public import SystemPackage

/// Where the runner of an attempt, started by anybody on this machine, finds the process that keeps the run.
public final class StepSocket: Sendable {
    public let path: FilePath
    private let listener: FileDescriptor
    private let wake: FileDescriptor
    private let connections = Mutex<[ObjectIdentifier: FrameConnection]>([:])

    /// - Parameter path: where nothing is yet, in a folder that nobody else can enter.
    /// - Throws: ``/ApusModel/ApusError``, or `Errno` when there are no descriptors left.
    public init(at path: FilePath) throws {
        self.path = path
        let number = apus_wake_descriptor()
        if number < 0 { throw Errno(rawValue: errno) }
        wake = FileDescriptor(rawValue: number)
        do {
            listener = try LocalSocket.listen(at: path)
        } catch {
            Glibc.close(number)
            throw error
        }
    }

    deinit {
        Glibc.close(listener.rawValue)
        Glibc.close(wake.rawValue)
        unlink(path.string)
    }

    /// Answers whoever connects, until ``stop()``.
    public func serve(_ keeper: AttemptKeeper, logger: Logger) async {
        await withDiscardingTaskGroup { group in
            while let socket = await accept() {
                group.addTask { [self] in
                    do {
                        let connection = try FrameConnection(input: socket, output: socket)
                        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
                        defer { connections.withLock { $0[ObjectIdentifier(connection)] = nil } }
                        try await keeper.answer(over: connection)
                    } catch {
                        // The attempt's end will be seen, and says all that matters to the run.
                        logger.debug(
                            "a step's channel broke", metadata: ["attempt": "\(keeper.attempt)", "error": "\(error)"])
                    }
                }
            }
        }
    }

    /// No more connections are taken, and those that are there end, by which their runners learn that they are not
    /// wanted any more.
    public func stop() {
        var one: UInt64 = 1
        // The counter cannot overflow in a process's life, and being woken already is as good.
        _ = Glibc.write(wake.rawValue, &one, MemoryLayout<UInt64>.size)
        for connection in connections.withLock({ Array($0.values) }) { connection.stopReceiving() }
    }

    private func accept() async -> FileDescriptor? {
        // Without a listener there is nobody to answer.
        (try? await blocking { [self] in waitForConnection() }) ?? nil
    }

    private func waitForConnection() -> FileDescriptor? {
        var events = [
            pollfd(fd: listener.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            if poll(&events, nfds_t(events.count), -1) < 0 {
                if errno == EINTR { continue }
                return nil
            }
            if events[1].revents != 0 { return nil }
            let number = Glibc.accept(listener.rawValue, nil, nil)
            if number < 0 { continue }
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)  // it cannot fail for a descriptor that is open
            return FileDescriptor(rawValue: number)
        }
    }
}
