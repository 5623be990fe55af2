import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesKubeconfig
import SystemPackage
import Testing

@Suite("Kubeconfigs of any content")
struct KubeconfigFuzzTests {
    private static let corpus = FilePath(#filePath).removingLastComponent().removingLastComponent().appending("Corpus")

    @Test("are read, or refused with words: never a crash, and what is flat stays itself")
    func anything() throws {
        var campaign = try FuzzCampaign(
            "kubeconfig", corpus: Self.corpus, seeds: [],
            words: [
                "&a ", "*a", "<<: ", "!!binary ", "!!str ", "---\n", "...\n", "%YAML 1.1\n", "? ", "- ", "\"\\x00\"",
                "\"\\ud800\"", "name: ", "cluster: ", "user: ", "context: ", "exec: ", "users: ", "null", ".inf", "0x",
                "1e999", "99999999999999999999", "[[[[[[[[", "{{{{{{{{", "\u{FEFF}", "\r\n", "as-user-extra: ",
                "client-key-data: ", "'", "|\n", ">-\n",
            ])
        let outcome = try campaign.run { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { return "no text" }
            return try Self.trait(of: text)
        }
        print("\(outcome.inputs) kubeconfigs, \(outcome.traits) kinds of answers")
    }

    /// What reading the text and using whatever it gives leads to.
    private static func trait(of text: String) throws -> String {
        let kubeconfig: Kubeconfig
        do {
            kubeconfig = try Kubeconfig.read(SecretString(text), as: "the input")
        } catch {
            // The words of the first line, without what is quoted from the input.
            let line = (error.reason ?? "").split(separator: "\n").first ?? ""
            let words = line.split(separator: "'").enumerated().filter { $0.offset % 2 == 0 }.map { $0.element }
                .joined()
            return "\(error.code.rawValue) \(words.filter { $0.isASCII && ($0.isLetter || $0 == " ") }.prefix(12))"
        }
        var kinds: Set<String> = []
        for context in kubeconfig.contexts.prefix(20) {
            do {
                _ = try kubeconfig.resolve(context.name)
                kinds.insert("fine")
            } catch {
                kinds.insert(error.code.rawValue)
            }
        }
        // What is flat needs no file: it is read again as what it is.
        if let flat = try? kubeconfig.flattened() {
            let again = try Kubeconfig.read(SecretString(CanonicalJSON.text(flat)), as: "the flat input")
            #expect(try again.flattened() == flat)
        }
        return kinds.sorted().joined(separator: " ")
    }
}
