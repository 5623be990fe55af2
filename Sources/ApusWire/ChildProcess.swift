import ApusCore
import CLinux
import Glibc
import Synchronization
public import SystemPackage

/// A process that this one started, with a process group of its own and nothing inherited but what it is given.
///
/// Somebody has to wait for its end by ``ended(reapingOthers:beforeReaping:)``, once.
public final class ChildProcess: Sendable {
    /// What the process is the leader of. A session holds every process group that its members make.
    public enum Leadership: Sendable {
        case group, session
    }

    /// Its number, which is also the number of its process group.
    public let id: Int32
    private let isReaped = Mutex(false)

    /// Starts `program`. Ignored signals and blocked ones are not passed on.
    /// - Parameters:
    ///   - program: looked up in `folder` when it is relative; `PATH` is not searched.
    ///   - arguments: with the program's own name first.
    ///   - folder: where it starts; `nil` for this process's own.
    ///   - descriptors: what it has as 0, 1, 2 and so on; it has no others. They stay open here.
    /// - Throws: `Errno` when it cannot be started.
    public init(
        _ program: FilePath, arguments: [String], environment: [String: String], folder: FilePath? = nil,
        descriptors: [FileDescriptor], leading leadership: Leadership
    ) throws {
        let copies = try Self.copies(of: descriptors)
        defer { for copy in copies { Glibc.close(copy) } }
        let variables = environment.map { "\($0.key)=\($0.value)" }
        var number: pid_t = 0
        let code = withCStrings(arguments) { arguments in
            withCStrings(variables) { variables in
                apus_spawn(
                    &number, program.string, arguments, variables, folder?.string, copies, Int32(copies.count),
                    leadership == .session ? 1 : 0)
            }
        }
        if code != 0 { throw Errno(rawValue: code) }
        id = number
    }

    /// Sends a signal to its process group, unless it is over.
    public func signal(_ number: Int32) {
        whileUnreaped { _ = kill(-id, number) }  // a group that is just ending needs no signal
    }

    /// Calls `body` while the process's number belongs to it, unless it is over already.
    public func whileUnreaped(_ body: () -> Void) {
        isReaped.withLock { isReaped in
            if !isReaped { body() }
        }
    }

    /// Waits for its end.
    /// - Parameters:
    ///   - reapingOthers: whether to collect every other child of this process that ends meanwhile, as the first
    ///     process of a container has to. Then nothing else in this process can wait for a child.
    ///   - beforeReaping: called when the process is over but its number, group and session cannot be taken by another
    ///     one yet: the moment to end what it left running.
    public func ended(
        reapingOthers: Bool = false, beforeReaping: @escaping @Sendable (ProcessStatus) -> Void = { _ in }
    ) async throws -> ProcessStatus {
        try await blocking { [self] in
            let status = try waitForEnd(reapingOthers: reapingOthers)
            beforeReaping(status)
            isReaped.withLock { isReaped in
                var ignored: Int32 = 0
                waitpid(id, &ignored, 0)
                isReaped = true
            }
            return status
        }
    }

    private func waitForEnd(reapingOthers: Bool) throws -> ProcessStatus {
        while true {
            var information = siginfo_t()
            let kind = reapingOthers ? P_ALL : P_PID
            if waitid(kind, reapingOthers ? 0 : id_t(id), &information, WEXITED | WNOWAIT) != 0 {
                if errno == EINTR { continue }
                throw Errno(rawValue: errno)
            }
            let child = information._sifields._sigchld
            if child.si_pid == id {
                return information.si_code == Int32(CLD_EXITED) ? .code(child.si_status) : .signal(child.si_status)
            }
            var ignored: Int32 = 0
            waitpid(child.si_pid, &ignored, 0)
        }
    }

    /// Copies far above the numbers that the child wants, so that giving it one does not overwrite another.
    private static func copies(of descriptors: [FileDescriptor]) throws -> [Int32] {
        var copies: [Int32] = []
        for descriptor in descriptors {
            let copy = fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, Int32(descriptors.count))
            if copy < 0 {
                let number = Errno(rawValue: errno)
                for copy in copies { Glibc.close(copy) }
                throw number
            }
            copies.append(copy)
        }
        return copies
    }
}

private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return try body(pointers + [nil])
}
