import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// A program that runs beside a test and is ended with it.
public struct ChildProgram: ~Copyable, Sendable {
    /// A program that could not be started, or that failed.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let process: ChildProcess

    /// - Parameter arguments: the program, searched for in `PATH`, and what it is given. Its output is dropped.
    public init(_ arguments: [String]) throws { process = try Self.start(arguments) }

    deinit {
        process.signal(SIGKILL)
        waitpid(process.id, nil, 0)
    }

    /// Runs a program to its end, which must be a success.
    public static func run(_ arguments: [String]) throws {
        let process = try start(arguments)
        var status: CInt = 0
        waitpid(process.id, &status, 0)
        guard status == 0 else { throw Failure(description: "\(arguments.joined(separator: " ")) failed") }
    }

    /// It inherits nothing that is open here: it would keep the port of a server that another test starts again.
    private static func start(_ arguments: [String]) throws -> ChildProcess {
        let environment = ProcessInfo.processInfo.environment
        guard let name = arguments.first, let program = place(of: name, in: environment["PATH"] ?? "") else {
            throw Failure(description: "there is no program '\(arguments.first ?? "")'")
        }
        let nowhere = try FileDescriptor.open("/dev/null", .readWrite)
        defer { try? nowhere.close() }  // nothing was written
        return try ChildProcess(
            program, arguments: arguments, environment: environment,
            descriptors: Array(repeating: nowhere, count: 3), leading: .group)
    }

    private static func place(of program: String, in path: String) -> FilePath? {
        if program.contains("/") { return FilePath(program) }
        return path.split(separator: ":").map { FilePath(String($0)).appending(program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.string) }
    }
}
