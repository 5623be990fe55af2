import Glibc

/// A program that runs beside a test and is ended with it.
public struct ChildProgram: ~Copyable, Sendable {
    /// A program that could not be started, or that failed.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let id: pid_t

    /// - Parameter arguments: the program, searched for in `PATH`, and what it is given. Its output is dropped.
    public init(_ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let status = posix_spawnp(&id, arguments[0], &actions, nil, &words, environ)
        guard status == 0 else { throw Failure(description: "\(arguments[0]): \(String(cString: strerror(status)))") }
        self.id = id
    }

    deinit {
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    private consuming func exitStatus() -> CInt {
        var status: CInt = 0
        waitpid(id, &status, 0)
        discard self
        return status
    }

    /// Runs a program to its end, which must be a success.
    public static func run(_ arguments: [String]) throws {
        let child = try ChildProgram(arguments)
        guard child.exitStatus() == 0 else { throw Failure(description: "\(arguments.joined(separator: " ")) failed") }
    }
}
