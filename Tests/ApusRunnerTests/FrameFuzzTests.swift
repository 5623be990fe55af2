import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Streams of any content")
struct FrameFuzzTests {
    private static let corpus = FilePath(#filePath).removingLastComponent().appending("Corpus")

    @Test("give the same messages and the same error however they are cut, and a message is a request or is refused")
    func anything() throws {
        let key = Attempt.Key(run: .init(rawValue: "r"), step: "s", number: 1)
        let request = StepRequest(id: 1, call: .claim(key, holder: "h"))
        let frame = String(decoding: try Frame.encode(CanonicalJSON.encode(request)), as: UTF8.self)
        var campaign = try FuzzCampaign(
            "frames", corpus: Self.corpus, seeds: [frame, frame + frame, "\u{0}\u{0}\u{0}\u{2}{}"],
            words: [
                "\u{0}\u{0}\u{0}\u{1}", "\u{0}\u{0}\u{0}", "{", "}", "\"id\":", "1e99", "[[[[", "null", "\\ud800", "\n",
                "{\"call\":",
            ])
        var generator = SystemRandomNumberGenerator()
        let outcome = try campaign.run { bytes in
            let whole = Self.decode([Data(bytes)])
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            #expect(Self.decode([Data(bytes[..<cut]), Data(bytes[cut...])]) == whole)
            #expect(Self.decode(bytes.map { Data([$0]) }) == whole)
            var lines = LineDecoder()
            let parts = lines.append(Data(bytes[..<cut])) + lines.append(Data(bytes[cut...]))
            #expect(!(parts + [lines.finish() ?? ""]).contains { $0.contains("\n") })
            return whole.kinds.joined(separator: " ")
        }
        print("\(outcome.inputs) streams, \(outcome.traits) kinds of answers")
    }

    private struct Decoded: Equatable {
        var messages: [Data] = []
        var ends: String?

        /// What the messages are: requests, or why they are none.
        var kinds: [String] {
            Set(messages.map(Self.kind)).sorted() + [ends.map { String($0.prefix(30)) } ?? "whole"]
        }

        private static func kind(of message: Data) -> String {
            do {
                let call = try CanonicalJSON.decode(StepRequest.self, from: message).call
                return String(String(describing: call).prefix { $0 != "(" })
            } catch DecodingError.typeMismatch {
                return "another type"
            } catch DecodingError.valueNotFound {
                return "no value"
            } catch DecodingError.keyNotFound(let key, _) {
                return "no \(key.stringValue)"
            } catch {
                return "no JSON"
            }
        }
    }

    private static func decode(_ pieces: [Data]) -> Decoded {
        var decoder = FrameDecoder()
        var decoded = Decoded()
        do {
            for piece in pieces {
                decoder.append(piece)
                while let message = try decoder.next() { decoded.messages.append(message) }
            }
            try decoder.finish()
        } catch {
            decoded.ends = error.summary
        }
        return decoded
    }
}
