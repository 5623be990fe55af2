import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@testable import ApusRunner

@Suite("The limit of a container's memory")
struct MemoryLimitTests {
    @Test(
        "is told when a process was killed for it, as either version of control groups has it",
        arguments: [
            ("memory.events", "memory.max", "low 0\nhigh 0\nmax 9\noom 1\noom_kill 0\n", "oom_kill 0", "oom_kill 1"),
            (
                "memory/memory.oom_control", "memory/memory.limit_in_bytes",
                "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n", "oom_kill 7", "oom_kill 8"
            ),
        ])
    func breach(events: String, limit: String, text: String, before: String, after: String) async throws {
        try await withScratchFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder.appending("memory").string, withIntermediateDirectories: true)
            try write(text, to: folder.pushing(FilePath(events)))
            for (bytes, says) in [("67108864\n", " of 64Mi;"), ("1000\n", " of 1000 bytes;"), ("max\n", "limit;")] {
                try write(text, to: folder.pushing(FilePath(events)))
                try write(bytes, to: folder.pushing(FilePath(limit)))
                let memory = try #require(MemoryLimit(groups: folder))
                #expect(memory.breach == nil)
                try write(text.replacing(before, with: after), to: folder.pushing(FilePath(events)))
                #expect(memory.breach?.contains(says) == true, "\(memory.breach ?? "nothing")")
            }
        }
    }

    @Test("is not known without control groups, or with some that do not count")
    func unknown() async throws {
        try await withScratchFolder { folder in
            #expect(MemoryLimit(groups: folder) == nil)
            try write("low 0\n", to: folder.appending("memory.events"))
            #expect(MemoryLimit(groups: folder) == nil)
        }
    }

    private func write(_ text: String, to file: FilePath) throws {
        try Data(text.utf8).write(to: URL(filePath: file.string))
    }
}
