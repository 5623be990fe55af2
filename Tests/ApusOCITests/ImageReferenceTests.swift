import ApusModel
import Testing

@testable import ApusOCI

@Suite struct ImageReferenceTests {
    static let digits = String(repeating: "a", count: 64)

    @Test(arguments: [
        ("python", "127.0.0.1:5000/team/python"), ("python:3.12-slim", "127.0.0.1:5000/team/python:3.12-slim"),
        ("library/python:3", "127.0.0.1:5000/team/library/python:3"),
        ("docker.io/python:3", "docker.io/library/python:3"), ("docker.io/a/b", "docker.io/a/b"),
        ("localhost/a", "localhost/a"), ("host:80/a:1", "host:80/a:1"), ("ghcr.io/a/b__c:V1", "ghcr.io/a/b__c:V1"),
        ("a@sha256:\(digits)", "127.0.0.1:5000/team/a@sha256:\(digits)"),
        ("h.x/a:1@sha256:\(digits)", "h.x/a:1@sha256:\(digits)"),
    ])
    func `a reference is read as users mean it`(text: String, wanted: String) throws {
        let registry = try RegistryAddress("http://127.0.0.1:5000/team/")
        #expect(try ImageReference(text, in: registry).description == wanted)
    }

    @Test(arguments: [
        "", "Python", "a b", "a:", "a:b c", "a@sha256:1", "a@\(digits)", "h.x/", "h.x//a", "a/-b", "a:.b",
        "a@md5:\(digits)",
    ])
    func `what is no reference is refused`(text: String) throws {
        let registry = try RegistryAddress("h.x")
        #expect(throws: ApusError(.invalidArgument, "")) { try ImageReference(text, in: registry) }
    }

    @Test(arguments: [
        ("localhost", true), ("localhost:5000", true), ("127.0.0.1:1", true), ("127.8.8.8", true), ("[::1]:5000", true),
        ("registry.localhost", true), ("127.0.0.1.example.com", false), ("10.0.0.1", false),
        ("localhost.example.com", false),
        ("127.0.0", false),
    ])
    func `only this machine is loopback`(host: String, isLoopback: Bool) {
        #expect(RegistryAddress.isLoopback(host) == isLoopback)
    }
}
