import ApusModel
import Testing

@Suite("The closest spelling")
struct SpellingTests {
    @Test(
        "is what a user probably meant",
        arguments: [
            ("kubernets", "kubernetes"), ("kuberntes_namespace", "kubernetes_namespace"), ("lcoal", "local"),
            ("s4", "s3"),
            ("kube", "kubernetes"),
        ])
    func finds(word: String, meant: String) {
        let names = ["kubernetes", "kubernetes_namespace", "local", "s3", "synchronous"]
        #expect(Spelling.closest(to: word, among: names) == meant)
    }

    @Test("is nothing when nothing is near", arguments: ["airflow", "", "zz"])
    func findsNothing(word: String) {
        #expect(Spelling.closest(to: word, among: ["kubernetes", "local"]) == nil)
    }
}
