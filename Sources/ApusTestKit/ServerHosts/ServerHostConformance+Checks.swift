import ApusHTTP
import ApusHosting
import ApusModel

extension ServerHostConformance.Check {
    /// Every check.
    public static let all: [Self] = [
        Self("the first password is said once, with the first server") { subject, expect in
            let first = try await subject.deploy()
            try expect.holds(
                (first.firstPassword?.revealed().count ?? 0) >= 8, "the first password is missing or short")
            try expect.equal(first.previousVersion, nil, "the version before the first")
            let second = try await subject.deploy()
            try expect.holds(second.firstPassword == nil, "the first password is said again")
            try expect.equal(second.previousVersion, "0.2.0", "the version before the second deployment")
            try expect.equal(second.url, first.url, "the server's URL")
        },
        Self("a newer server takes the place, an older one is refused and changes nothing") { subject, expect in
            _ = try await subject.deploy()
            try expect.equal(try await subject.deploy("0.10.0").previousVersion, "0.2.0", "the version before")
            try await expect.failure(.unsupported, of: "deploying an older server") {
                _ = try await subject.deploy()
            }
            try expect.equal(try await subject.deploy("0.10.0").previousVersion, "0.10.0", "the version after that")
        },
        Self("the data outlive the server unless they are to go") { subject, expect in
            try expect.holds(try await subject.deploy().firstPassword != nil, "the first password is missing")
            let removed = try await subject.undeploy(deletesData: false)
            try expect.holds(!removed.removed.isEmpty && !removed.kept.isEmpty, "the report is \(removed)")
            try expect.holds(try await subject.deploy().firstPassword == nil, "the data are not taken up again")
            let gone = try await subject.undeploy(deletesData: true)
            try expect.equal(gone.kept, [], "what is kept")
            try expect.holds(try await subject.deploy().firstPassword != nil, "something of the data was left")
        },
        Self("where nothing is, there is nothing to remove") { subject, expect in
            for deletesData in [false, true] {
                try await expect.failure(.notFound, of: "removing nothing") {
                    _ = try await subject.undeploy(deletesData: deletesData)
                }
            }
            _ = try await subject.deploy()
            _ = try await subject.undeploy(deletesData: false)
            try await expect.failure(.notFound, of: "removing a server again") {
                _ = try await subject.undeploy(deletesData: false)
            }
            _ = try await subject.undeploy(deletesData: true)
        },
        Self("a tunnel to where nothing is says so, when it is used") { subject, expect in
            let tunnel = subject.host.tunnel(to: subject.deployment.place, base: "kubernetes://c/n")
            try await expect.failure(.notFound, of: "a request to nowhere") {
                _ = try await tunnel.send(HTTPRequest(.get, "kubernetes://c/n/health"))
            }
        },
        Self("manifests show no secret and contact nothing") { subject, expect in
            let manifests = try subject.host.manifests(of: subject.deployment)
            try expect.holds(!manifests.isEmpty, "there are none")
            let password = try await subject.deploy().firstPassword?.revealed() ?? ""
            let text = try CanonicalJSON.text(JSONValue.array(try subject.host.manifests(of: subject.deployment)))
            try expect.holds(!text.contains(password), "they show the first password")
        },
    ]
}
