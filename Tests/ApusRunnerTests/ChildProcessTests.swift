import ApusTestKit
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("Child processes", .timeLimit(.minutes(20)))
struct ChildProcessTests {
    @Test(
        "the end is told as it was",
        arguments: [("exit 0", .code(0)), ("exit 255", .code(255)), ("kill -9 $$", .signal(9))]
            as [(String, ProcessStatus)])
    func ends(command: String, status: ProcessStatus) async throws {
        #expect(try await output(of: command).status == status)
    }

    @Test("a child has its environment, its folder, and nothing else that is open here")
    func inheritance() async throws {
        try await withScratchFolder { folder in
            let inheritable = fcntl(STDERR_FILENO, F_DUPFD, 100)  // a plain fork and exec would hand it down
            defer { Glibc.close(inheritable) }
            let (text, status) = try await output(
                of: "echo $A; pwd; for f in /proc/$$/fd/*; do echo ${f##*/}; done", environment: ["A": "1"],
                folder: folder)
            #expect(status == .code(0))
            let lines = text.split(separator: "\n").map(String.init)
            #expect(Array(lines.prefix(2)) == ["1", folder.string])
            #expect(lines.dropFirst(2).allSatisfy { Int($0).map { $0 <= 10 } == true }, "a shell has some of its own")
        }
    }

    @Test("a program that is not there is an error of the system")
    func missing() throws {
        let nothing = try FileDescriptor.open("/dev/null", .readWrite, options: .closeOnExec)
        defer { Glibc.close(nothing.rawValue) }
        #expect(throws: Errno.noSuchFileOrDirectory) {
            try ChildProcess(
                "/no/such", arguments: ["x"], environment: [:], descriptors: [nothing, nothing, nothing],
                leading: .group)
        }
    }

    @Test("a signal reaches the group, and none is sent once it is over")
    func signals() async throws {
        let (process, reader) = try start("sleep 1000 & echo ready; wait")
        #expect(try await reader.next() == Data("ready\n".utf8))
        process.signal(SIGTERM)
        #expect(try await process.ended() == .signal(SIGTERM))
        #expect(try await reader.next() == nil, "the sleeping process held the pipe")
        process.signal(SIGKILL)
    }

    private func output(
        of command: String, environment: [String: String] = [:], folder: FilePath? = nil
    ) async throws -> (text: String, status: ProcessStatus) {
        let (process, reader) = try start(command, environment: environment, folder: folder)
        var text = Data()
        while let piece = try await reader.next() { text.append(piece) }
        return (String(decoding: text, as: UTF8.self), try await process.ended())
    }

    private func start(
        _ command: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"], folder: FilePath? = nil
    ) throws -> (ChildProcess, DescriptorReader) {
        let nothing = try FileDescriptor.open("/dev/null", .readWrite, options: .closeOnExec)
        let pipe = try DescriptorPair.pipe()
        defer { for descriptor in [nothing, pipe.far] { Glibc.close(descriptor.rawValue) } }
        let process = try ChildProcess(
            "/bin/sh", arguments: ["sh", "-c", command], environment: environment, folder: folder,
            descriptors: [nothing, pipe.far, pipe.far], leading: .group)
        return (process, try DescriptorReader(pipe.near))
    }
}
