import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Commands of service connectors")
struct ConnectorCommandTests {
    static let kubeconfig = """
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:9"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: x, context: {cluster: c, user: u}}, {name: w, context: {cluster: c, user: u}}]
        current-context: x
        """

    /// A terminal with a kubeconfig and a connector `k` that was not verified.
    private func withTerminal(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("kubeconfig")
            try Data(Self.kubeconfig.utf8).write(to: URL(filePath: file.string))
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment = ["HOME": folder.string, "KUBECONFIG": file.string]
            try await terminal.must(
                "apus service-connector register k -t kubernetes -a token --server=https://127.0.0.1:9 --token=t --no-verify"
            )
            try await body(terminal, folder)
        }
    }

    @Test("a token that says when it ends is used until then, and its end goes with it")
    func tokensWithAnEnd() async throws {
        try await withTerminal { terminal, folder in
            func token(endingAt seconds: Int) -> String {
                let claims = Data(#"{"sub":"system:serviceaccount:a:b","exp":\#(seconds)}"#.utf8)
                return "e30.\(claims.base64EncodedString().replacing("=", with: "")).c2ln"
            }
            func end() async throws -> JSONValue? {
                try await terminal.run("apus service-connector describe j -o json").json()["expiresAt"]
            }
            let register = "apus service-connector register j -t kubernetes -a token --server=https://127.0.0.1:9"
            try await terminal.must("\(register) --token=\(token(endingAt: 4_000_000_000)) --no-verify")
            #expect(try await end() == "2096-10-02T07:06:40.000Z")
            try await terminal.must(
                "apus service-connector update j --no-verify --token=\(token(endingAt: 1_000_000_000))")
            #expect(try await end() == "2001-09-09T01:46:40.000Z")
            let ended = try await terminal.run("apus service-connector verify j")
            #expect(ended.status == 6 && ended.talk.contains("have expired"), "\(ended)")
            try await terminal.must("apus service-connector update j --no-verify --token=opaque")
            #expect(try await end() == nil)
        }
    }

    @Test("what connectors reach is a list as the others are")
    func resources() async throws {
        try await withTerminal { terminal, _ in
            let list = "apus service-connector list-resources"
            let all = try await terminal.run("\(list) -o json").json()
            #expect(all["total"] == 1 && all["items"]?.arrayValue?.first?["connector"]?["name"] == "k", "\(all)")
            let columns = try await terminal.must("\(list) -o csv --columns connector,resource-type --no-headers")
            #expect(columns == "k,kubernetes-cluster\n")
            #expect(try await terminal.must("\(list) -o name") == "")
            #expect(try await terminal.must("\(list) --error=isnull -o csv --no-headers") == "")
            let wide = try await terminal.must("\(list) --connector=k --error=contains:reached -o wide")
            #expect(wide.contains("error: the cluster https://127.0.0.1:9 cannot be reached"), "\(wide)")
        }
    }

    @Test(
        "bad input is answered with what, why and what next, and changes nothing",
        arguments: [
            (command: "register n --no-verify", status: 2, says: "add --type TYPE"),
            ("register n -t kubernets", 3, "did you mean 'kubernetes'?"),
            ("register n -t docker", 3, "did you mean 'docker-registry'?"),
            ("register n -t kubernetes", 2, "add --auth-method METHOD"),
            ("register n -t kubernetes -a tken", 3, "did you mean 'token'?"),
            ("register n -t kubernetes -a token", 7, "needs the option 'server'"),
            ("register n -t kubernetes -a token --servr=https://h", 7, "did you mean 'server'?"),
            ("register n -t kubernetes -a token --server=nonsense --token=t --no-verify", 7, "is not the URL"),
            ("register n -t kubernetes -a token --server=https://h --insecure=maybe", 7, "of kind boolean"),
            (
                "register n -t kubernetes -a client-certificate --server=https://h", 7,
                "needs the option 'client_certificate'"
            ),
            ("register n -t kubernetes -a kubeconfig-context --context=z", 3, "there are w, x"),
            ("register n -t kubernetes -a kubeconfig-context --context=x --all-contexts", 7, "do not go together"),
            ("register n -t kubernetes -a kubeconfig-context --kubeconfig=/no/such/file", 3, "there is no kubeconfig"),
            ("register n! -t kubernetes -a token --server=https://h --no-verify", 2, "cannot be the name"),
            ("register k -t kubernetes -a token --server=https://h --no-verify", 4, "there is already"),
            (
                "register n -t kubernetes -a token --server=https://h -r s3-bucket", 2,
                "gives no access to a 's3-bucket'"
            ),
            (
                "register n -t kubernetes -a token --server=https://h --token=t --resource-id=x --no-verify", 3,
                "leave out --resource-id"
            ),
            ("register n -t kubernetes -a token --server=https://h --expires-at=soon", 2, "it is no time"),
            (
                "register n -t kubernetes -a token --server=https://h --expires-skew-tolerance=-1", 2,
                "number of seconds"
            ),
            ("register n -t kubernetes -a token --server=https://h --label=x", 2, "write KEY=VALUE"),
            ("register n -t kubernetes -a token --server=https://h --token=@/no/such/file", 2, "cannot be read"),
            ("register n -t kubernetes -a token --auto-configure", 7, "kubeconfig-context"),
            ("register n -t s3-bucket --auto-configure", 7, "looks for no credentials"),
            ("register n -t docker-registry --auto-configure", 3, "knows no registry"),
            ("register n -i", 2, "this is no terminal"),
            (
                "register n -t docker-registry -a password --registry=http://far.test --username=u --password=p", 7,
                "--plain-http"
            ),
            (
                "register n -t s3-bucket -a secret-key --access-key-id=a --secret-access-key=b --endpoint-url=x", 7,
                "'x'"
            ),
            ("update z --token=x", 3, "did you mean"),
            ("update k --tokn=x", 7, "did you mean 'token'?"),
            ("update k --remove-attr tokn --no-verify", 3, "did you mean 'token'?"),
            ("update k --remove-attr server --no-verify", 7, "needs the option 'server'"),
            ("update k -a pasword", 3, "did you mean 'password'?"),
            ("update k --name=no!", 2, "cannot be the name"),
            ("rename z n", 3, "there are k"),
            ("verify z", 3, "there are k"),
            ("verify k -r s3-bucket", 2, "gives no access"),
            ("verify k --resource-id=elsewhere", 3, "it is limited to '127.0.0.1:9'"),
            ("list-resources -c kubernets", 3, "did you mean 'kubernetes'?"),
            ("list-resources -r s3-bukket", 3, "did you mean 's3-bucket'?"),
            ("list-types -t dcker-registry", 3, "did you mean 'docker-registry'?"),
            ("describe-type kubernetes -a tokn", 3, "did you mean 'token'?"),
            ("login z", 3, "there are k"),
            ("delete z", 3, "there are k"),
        ] as [(command: String, status: Int32, says: String)])
    func refused(_ item: (command: String, status: Int32, says: String)) async throws {
        try await withTerminal { terminal, folder in
            let before = try await terminal.must("apus service-connector list -o json")
            let outcome = try await terminal.run("apus service-connector \(item.command)")
            #expect(outcome.status == item.status, "\(outcome)")
            #expect(outcome.talk.contains(item.says), "\(outcome)")
            #expect(outcome.output.isEmpty, "\(outcome)")
            #expect(try await terminal.must("apus service-connector list -o json") == before)
        }
    }

    @Test("what is stored is described, changed, renamed and forgotten again")
    func life() async throws {
        try await withTerminal { terminal, folder in
            try await terminal.must(
                "apus service-connector update k --namespace=ml --description work -l team=a --no-verify"
                    + " --expires-at=2999-01-02T03:04:05Z")
            let described = try await terminal.must("apus service-connector describe k")
            for line in [
                "Resource:         127.0.0.1:9", "Description:      work", "Expires:          2999-01-02T03:04:05.000Z",
                "Label team:       a", "Option namespace: ml", "Option token:     ***",
            ] {
                #expect(described.contains(line), "\(described)")
            }
            try await terminal.must("apus service-connector update k -l team= --remove-attr namespace --no-verify")
            try await terminal.must("apus service-connector rename k kk")
            let json = try await terminal.run("apus service-connector describe kk -o json").json()
            #expect(json["labels"] == [:] && json["configuration"] == ["server": "https://127.0.0.1:9"])
            try await terminal.must("apus service-connector register auto -t kubernetes --auto-configure --no-verify")
            let auto = try await terminal.run("apus service-connector describe auto -o json").json()
            #expect(auto["configuration"]?["context"] == "x" && auto["resourceID"] == "c")
            try await terminal.must("apus service-connector update auto --context=w --no-verify")
            #expect(try await terminal.must("apus service-connector list -o name") == "auto\nkk\n")
            try await terminal.must("apus service-connector login auto")
            let contexts = try await terminal.must("cat \(folder)/kubeconfig")
            #expect(contexts.contains("name: apus-auto") && contexts.contains("current-context: x"), "\(contexts)")
            try await terminal.must("apus service-connector delete kk")
            #expect(try await terminal.must("apus service-connector list -o name") == "auto\n")
        }
    }
}
