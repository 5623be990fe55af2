import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Lines of metrics of any content")
struct MetricLineFuzzTests {
    private static let corpus = FilePath(#filePath).removingLastComponent().appending("Corpus")

    @Test("are a finite number with a name, or are refused")
    func anything() throws {
        var campaign = try FuzzCampaign(
            "metrics", corpus: Self.corpus,
            seeds: [#"{"name":"loss","value":0.3,"at":3}"#, #"{"name":"a","value":-1e-3}"#],
            words: ["NaN", "1e999", "null", "[[[[", "{\"name\":", "\\u0000", "\\ud800", "9223372036854775808", "\""])
        let outcome = try campaign.run { bytes in
            guard let line = MetricLine(String(decoding: bytes, as: UTF8.self)) else { return "refused" }
            #expect(line.value.isFinite && MetricLine.isName(line.name))
            let series = [MetricSeries(name: line.name, points: [MetricPoint(line.value, at: line.at)])]
            #expect(series.bounded() == series)
            let read = try? CanonicalJSON.decode([MetricSeries].self, from: CanonicalJSON.encode(series))
            #expect(read == series)
            return line.at == nil ? "a number" : "a number and a place"
        }
        print("\(outcome.inputs) lines, \(outcome.traits) kinds of answers")
    }
}
