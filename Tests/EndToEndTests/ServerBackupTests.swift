import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Backups of a server", .timeLimit(.minutes(20)))
struct ServerBackupTests {
    /// Calls `body` with a terminal that is logged in at a server of its own, which is ended afterwards.
    private func withServer(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await start(terminal)
            do {
                try await body(terminal, folder)
            } catch {
                try await terminal.must("apus server stop")
                throw error
            }
            try await terminal.must("apus server stop")
        }
    }

    private func start(_ terminal: Terminal) async throws {
        try await terminal.must("apus server start --port 0")
        let url = try await terminal.must("apus server status -o name").trimmingEnd
        try await terminal.must("apus login \(url)")
    }

    private func names(_ terminal: Terminal) async throws -> [String] {
        try await terminal.must("apus stack list -o name").split(separator: "\n").map(String.init)
    }

    @Test("hold what is there and its keys, while the server is written to, and bring it back")
    func thereAndBack() async throws {
        try await withServer { terminal, folder in
            try await terminal.must("apus secret create token --a=s3cret")
            try await terminal.must("apus stack copy default before")
            let file = folder.appending("backup.tar")
            let id = FileManager.default.contents(atPath: terminal.home.appending("server/server-id").string)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for index in 0..<10 { try await terminal.must("apus stack copy default during-\(index)") }
                }
                group.addTask {
                    for index in 0..<4 { try await terminal.must("apus server backup \(folder)/b\(index).tar") }
                }
                try await group.waitForAll()
            }
            try await terminal.must("apus server backup \(file)")
            let mode = try FileManager.default.attributesOfItem(atPath: file.string)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let again = try await terminal.run("apus server backup \(file)")
            #expect(again.status == 4 && again.talk.contains("already"), "\(again)")

            let refused = try await terminal.run("apus server restore \(file)")
            #expect(refused.status != 0 && refused.talk.contains("apus server stop"), "\(refused)")
            let kept = try await names(terminal)
            try await terminal.must("apus stack delete before --yes")
            try await terminal.must("apus server stop")
            let restored = try await terminal.run("apus server restore \(file)")
            #expect(restored.status == 0 && restored.talk.contains(".replaced-"), "\(restored)")
            for name in ["apus.db", "apus.key", "api-key", "server-id"] {
                let path = terminal.home.appending("server").appending(name).string
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            try await start(terminal)
            #expect(try await names(terminal) == kept)
            #expect(FileManager.default.contents(atPath: terminal.home.appending("server/server-id").string) == id)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.string)
            #expect(!left.contains { $0.hasPrefix(".apus-") })
        }
    }

    @Test("are refused when they are none, and nothing is replaced then")
    func refused() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("no.tar")
            let missing = try await terminal.run("apus server restore \(file)")
            #expect(missing.status == 3, "\(missing)")
            try Data("text".utf8).write(to: URL(filePath: file.string))
            let text = try await terminal.run("apus server restore \(file)")
            #expect(text.status != 0 && !text.talk.contains("internal"), "\(text)")
            let nothing = try await terminal.run("apus server backup \(folder)/b.tar")
            #expect(nothing.status == 3 && nothing.talk.contains("apus server start"), "\(nothing)")
            #expect(!FileManager.default.fileExists(atPath: terminal.home.appending("server").string))
        }
    }
}
