import Testing

@testable import ApusCommands

@Suite("The URL of a server behind a cluster's API server")
struct ClusterServerURLTests {
    @Test(
        "is the same after it was written, whatever contexts are called",
        arguments: ["kind-kind", "arn:aws:eks:eu-west-1:1:cluster/ml", "admin@cluster", "ä b%2F?#"])
    func roundTrip(context: String) {
        let url = ClusterServerURL(context: context, namespace: "apus")
        #expect(ClusterServerURL("\(url)") == url)
        #expect("\(url)".split(separator: "/").count == 3, "\(url)")
    }

    @Test(
        "is not made of other texts",
        arguments: [
            "http://apus.example", "kubernetes://", "kubernetes://context", "kubernetes://context/",
            "kubernetes:///apus",
            "kubernetes://context/apus/more", "kubernetes://%/apus",
        ])
    func others(text: String) {
        #expect(ClusterServerURL(text) == nil)
    }
}
