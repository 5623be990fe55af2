import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Deploy/")
struct ServerManifestFileTests {
    @Test("has what 'apus server deploy --dry-run' prints")
    func printed() async throws {
        try await withScratchFolder { folder in
            let printed = try await Terminal(home: folder.appending("home")).must("apus server deploy --dry-run")
            let file = Terminal.repository.appending("Deploy/server.yaml")
            if ProcessInfo.processInfo.environment["APUS_TEST_RECORD"] != nil {
                try Data(printed.utf8).write(to: URL(filePath: file.string))
            }
            let kept = FileManager.default.contents(atPath: file.string).map { String(decoding: $0, as: UTF8.self) }
            #expect(kept == printed, "record it with: APUS_TEST_RECORD=1 swift test --filter ServerManifestFileTests")
        }
    }
}
