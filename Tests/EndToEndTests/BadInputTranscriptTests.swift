import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Bad input, to the letter")
struct BadInputTranscriptTests {
    /// Writes what the commands say into the files, for reading it there.
    private static let isRecording = ProcessInfo.processInfo.environment["APUS_TEST_RECORD"] != nil

    @Test(
        "is answered with these texts and exit codes, prints no result, and changes nothing",
        arguments: Transcript.names)
    func transcript(_ name: String) async throws {
        try await withScratchFolder { folder in
            var transcript = try Transcript(named: name)
            let terminal = Terminal(home: folder.appending("home"))
            var before = try await listings(terminal)
            for index in transcript.entries.indices {
                let entry = transcript.entries[index]
                for file in entry.files {
                    try Data(file.text.utf8).write(to: URL(filePath: folder.appending(file.name).string))
                }
                let outcome = try await terminal.run(entry.words(folder: folder))
                let talk = outcome.talk.replacing(folder.string, with: "{folder}")
                    .replacing(/after \d+ ms/, with: "after {n} ms")
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
                if Self.isRecording {
                    transcript.entries[index].status = outcome.status
                    transcript.entries[index].talk = Array(talk)
                } else {
                    #expect(outcome.status == entry.status, "\(outcome)")
                    #expect(Array(talk) == entry.talk, "\(outcome)")
                }
                if outcome.status == 0 {
                    before = try await listings(terminal)
                } else {
                    #expect(outcome.output.isEmpty, "\(outcome)")
                }
            }
            #expect(try await listings(terminal) == before)
            if Self.isRecording {
                try Data(transcript.text.utf8).write(to: URL(filePath: transcript.path.string))
                Issue.record("what was said is in \(transcript.path); read it, and run without APUS_TEST_RECORD")
            }
        }
    }

    @Test("has at least 120 cases, each with one exit code of the documented ones and a hint or a reason")
    func count() throws {
        let entries = try Transcript.names.flatMap { try Transcript(named: $0).entries }.filter { $0.status != 0 }
        #expect(entries.count >= 120)
        #expect(Set(entries.map(\.command)).count == entries.count, "a command is there twice in one file")
        for entry in entries {
            #expect(entry.status.map { [2, 3, 4, 5, 6, 7, 8].contains($0) } == true, "\(entry)")
            #expect(entry.talk.first?.hasPrefix("error: ") == true, "\(entry)")
            #expect(entry.talk.contains { $0.hasPrefix("hint:") || $0.hasPrefix("reason:") }, "\(entry)")
        }
    }

    private func listings(_ terminal: Terminal) async throws -> [String] {
        var found: [String] = []
        for noun in ["orchestrator", "artifact-store", "container-registry", "service-connector", "stack", "run"] {
            found.append(try await terminal.must("apus \(noun) list -o json"))
        }
        return found + [try await terminal.must("apus stack get -o name")]
    }
}
