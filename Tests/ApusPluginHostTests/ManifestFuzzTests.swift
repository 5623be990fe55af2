import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import SystemPackage
import Testing

@testable import ApusPluginHost

/// What a plugin says, and what was kept of it, may be anything: it is refused in words, or it is used.
@Suite("Descriptions and records of plugins of any content")
struct ManifestFuzzTests {
    private static let corpus = FilePath(#filePath).removingLastComponent().appending("Corpus")

    private static let description = #"""
        {"protocol": 1, "name": "webdav", "version": "1.0", "summary": "s", "concurrency": 4, "flavors": [{"type":
        "artifact_store", "name": "x", "summary": "s", "isRemote": true, "address": "{url}/{depth}", "connectorResource":
        "s3-bucket", "options": [{"name": "url", "required": true, "example": "e"}, {"name": "depth", "kind": "choice",
        "choices": ["0", "1"], "default": "1"}, {"name": "key", "secret": true}, {"name": "n", "kind": "integer",
        "default": 3, "scope": "step"}]}], "connectorTypes": [{"name": "c", "summary": "s", "resourceTypes": ["r"],
        "authMethods": [{"name": "m", "summary": "s", "options": [{"name": "o"}]}]}]}
        """#

    private static let record = """
        {"kind": "executable", "subject": "/bin/true", "digest": "\(String(repeating: "0", count: 64))",
        "environment": ["A"], "registeredAt": "2026-01-31T08:05:09.042Z", "description": \(description)}
        """

    private static let words = [
        "null", "[]", "{}", "-1", "1e999", "\"\"", "true", "\"\\ud800\"", "9223372036854775808", "\"../x\"", "{url}",
        "\"library\"", "\"kind\": \"map\"", "\"kind\": \"object\"", "\"secret\": true", "\"required\": true",
        "\"default\": []", "\"type\": \"orchestrator\"", "\"type\": \"container_registry\"", "\"protocol\": 2",
    ]

    @Test("are used, or refused as damaged with words and a way on")
    func anything() async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("webdav")
            try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
            let file = URL(filePath: place.appending("plugin.json").string)
            let kept = PluginFolder(path: folder)
            var campaign = try FuzzCampaign(
                "plugin-record", corpus: Self.corpus, seeds: [Self.record], words: Self.words)
            var usable = 0
            let outcome = try campaign.run { bytes in
                try Data(bytes).write(to: file)
                switch try #require(kept.all().first).plugin {
                case .success(let plugin):
                    usable += 1
                    let description = plugin.description
                    #expect(description.flavors.count + description.connectorTypes.count > 0)
                    let again = try CanonicalJSON.decode(InstalledPlugin.self, from: CanonicalJSON.encode(plugin))
                    #expect(again == plugin)
                    return "used, \(description.flavors.count) \(description.connectorTypes.count)"
                case .failure(let error):
                    #expect(error.code == .corrupted && error.hint != nil, "\(error)")
                    return Self.trait(of: error)
                }
            }
            #expect(usable > 0)
            print("\(outcome.inputs) records of plugins, \(outcome.traits) kinds of answers")
        }
    }

    /// The beginning of the error's words, without what is quoted from the input.
    private static func trait(of error: ApusError) -> String {
        let text = error.reason ?? error.cause.map { "\($0)" } ?? error.summary
        let words = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
        return String(words.filter { $0.isASCII && ($0.isLetter || $0 == " ") }.prefix(10))
    }
}
