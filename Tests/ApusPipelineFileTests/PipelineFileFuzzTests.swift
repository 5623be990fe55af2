import ApusModel
import ApusPipelineFile
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Pipeline files of any content")
struct PipelineFileFuzzTests {
    private static let folder = FilePath(#filePath).removingLastComponent()
    private static let examples = folder.removingLastComponent().removingLastComponent().appending("Examples")

    @Test(
        "are read, or refused as invalid with words: never a crash, and what is read has no problems and stays itself")
    func anything() throws {
        let seeds = try ["iris", "digits"].map {
            try String(
                contentsOf: URL(filePath: Self.examples.appending("\($0)/pipeline.yaml").string), encoding: .utf8)
        }
        var campaign = try FuzzCampaign(
            "pipeline-file", corpus: Self.folder.appending("Corpus"), seeds: seeds,
            words: [
                "name: ", "steps:\n", "run: ", "inputs: {x: a.o}", "outputs: [o]", "after: [a]",
                "retry: {max_retries: 1}",
                "&a ", "*a", "<<: ", "!!binary ", "---\n", "...\n", "? ", "|\n  ", ">-\n", "\t", "\u{FEFF}", "{", "}",
                "[", "]",
                "99999999999999999999", "-0x1", "1e999", ".nan", "~", "null", "\"\\u0000\"", "'", "# ", "%YAML 1.2\n",
            ])
        let outcome = try campaign.run { bytes in
            do {
                let spec = try PipelineFile.parse(String(decoding: bytes, as: UTF8.self), named: "p.yaml")
                #expect(spec.problems().isEmpty)
                let again = try CanonicalJSON.decode(PipelineSpec.self, from: CanonicalJSON.encode(spec))
                // Not as values: JSON has one kind of number, and writes 0.0 as 0.
                #expect(try CanonicalJSON.encode(again) == CanonicalJSON.encode(spec))
                return "read, \(min(spec.steps.count, 3)) steps"
            } catch let error {
                guard let error = error as? ApusError else { throw error }
                #expect(error.code == .invalidArgument)
                return "\(error.summary) \(error.reason ?? "")".trait
            }
        }
        print("\(outcome.inputs) pipeline files, \(outcome.traits) kinds of answers")
    }

    @Test("that grow without end by their aliases are refused before they are written out")
    func aliases() {
        var text = "name: p\nparameters:\n  a: &a [x, x, x, x, x, x, x, x]\n"
        for (last, next) in zip("abcdefghijkl", "bcdefghijklm") {
            text += "  \(next): &\(next) [\(Array(repeating: "*\(last)", count: 8).joined(separator: ", "))]\n"
        }
        let error = #expect(throws: ApusError.self) {
            try PipelineFile.parse(text + "steps: {a: {run: 'true'}}\n", named: "p.yaml")
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.summary == "p.yaml is too large")
    }
}

extension String {
    /// The words of the first problem, without what differs from input to input: numbers, and all between quotes.
    fileprivate var trait: String {
        let line = split(separator: "\n").first ?? ""
        let start = line.prefix { $0 != "'" }
        // What is quoted may end on another line.
        let end = line.lastIndex(of: "'").map { $0 > start.endIndex ? line[$0...] : "" } ?? ""
        return "\(start)\(end)".replacing(/[0-9]+/, with: "0")
    }
}
