import ApusTestKit
import FoundationEssentials
import SystemPackage

/// One to three kubeconfigs with what they name, most of them valid: written from a seed.
struct RandomKubeconfig {
    private var random: SeededGenerator
    private let folder: FilePath
    private let names = ["red", "blue", "green"]

    init(seed: Int, in folder: FilePath) {
        random = SeededGenerator(seed: UInt64(seed))
        self.folder = folder
    }

    /// Writes them.
    /// - Returns: what `KUBECONFIG` is to be.
    mutating func write() throws -> String {
        for name in ["ca.pem", "sub/cert.pem", "key.pem", "token", "sub/ca.pem", "sub/key.pem", "sub/sub/cert.pem"] {
            try KubernetesClientTests.write(
                "\(name) of \(folder.lastComponent?.string ?? "")\n", to: folder.pushing(FilePath(name)))
        }
        var paths: [String] = []
        for index in 0..<Int.random(in: 1...3, using: &random) {
            let path = folder.pushing(FilePath(random.oneIn(3) ? "sub/config-\(index)" : "config-\(index)"))
            try KubernetesClientTests.write(text(), to: path)
            paths.append(path.string)
        }
        if random.oneIn(4) {
            paths.insert(folder.appending("missing").string, at: Int.random(in: 0...paths.count, using: &random))
        }
        if random.oneIn(8) { paths.append("") }
        return paths.joined(separator: ":")
    }

    private mutating func text() -> String {
        let file = file()
        var text = random.oneIn(4) ? file.json() : file.block(&random)
        if random.oneIn(6) { text = "# a comment\n---" + (text.hasPrefix("\n") ? text : "\n" + text) }
        if random.oneIn(20) { mutate(&text) }
        return text
    }

    private mutating func mutate(_ text: inout String) {
        let place = text.index(text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &random))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(random.one(of: Array("{}[]:,'\"\t\n -#&*!|>%@xy01")), at: place)
        default: text = String(text[..<place])
        }
    }

    private mutating func file() -> YAMLTree {
        var members: [(String, YAMLTree)] = []
        if !random.oneIn(5) { members.append(("apiVersion", random.oneIn(100) ? .text("v2") : .text("v1"))) }
        if !random.oneIn(5) { members.append(("kind", random.oneIn(100) ? .text("Pod") : .text("Config"))) }
        if random.oneIn(3) { members.append(("preferences", .map([]))) }
        if !random.oneIn(6) { members.append(("current-context", name(orWrong: 60))) }
        members.append(("clusters", entries("cluster") { $0.cluster() }))
        members.append(("users", entries("user") { $0.user() }))
        members.append(("contexts", entries("context") { $0.context() }))
        if random.oneIn(10) { members.append(("unknown-field", .map([("a", .plain("1"))]))) }
        return .map(members.shuffled(using: &random))
    }

    private mutating func entries(_ kind: String, _ content: (inout RandomKubeconfig) -> YAMLTree) -> YAMLTree {
        if random.oneIn(100) { return .plain("null") }
        var chosen = names.shuffled(using: &random).prefix(random.oneIn(3) ? 2 : 3).map(YAMLTree.text)
        if random.oneIn(100), let first = chosen.first { chosen.append(first) }
        return .list(
            chosen.map { name in
                .map(
                    [("name", name), (kind, random.oneIn(60) ? .plain("~") : content(&self))].shuffled(using: &random))
            })
    }

    private mutating func name(orWrong rarity: Int) -> YAMLTree {
        random.oneIn(rarity) ? .text("nobody") : .text(random.one(of: names))
    }

    private mutating func context() -> YAMLTree {
        var members = [("cluster", name(orWrong: 80))]
        if !random.oneIn(8) { members.append(("user", name(orWrong: 80))) }
        if random.oneIn(2) { members.append(("namespace", word())) }
        if random.oneIn(10) { members.append(("extensions", .list([]))) }
        return .map(members.shuffled(using: &random))
    }

    private mutating func cluster() -> YAMLTree {
        var members = [("server", YAMLTree.text("https://\(random.one(of: names)).test:6443"))]
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3: members.append(("certificate-authority", path()))
        case 4...7: members.append(("certificate-authority-data", data()))
        case 8 where random.oneIn(3):
            members += [("certificate-authority", path()), ("certificate-authority-data", data())]
        default: break
        }
        if random.oneIn(3) { members.append(("insecure-skip-tls-verify", truth())) }
        if random.oneIn(4) { members.append(("tls-server-name", word())) }
        if random.oneIn(4) { members.append(("proxy-url", .text("http://u:p@proxy.test:3128"))) }
        if random.oneIn(6) { members.append(("disable-compression", truth())) }
        return .map(members.shuffled(using: &random))
    }

    private mutating func user() -> YAMLTree {
        var members: [(String, YAMLTree)] = []
        let hasFiles = random.oneIn(3)
        if hasFiles { members += [("client-certificate", path()), ("client-key", path())] }
        if random.oneIn(hasFiles ? 20 : 3) {
            members += [("client-certificate-data", data()), ("client-key-data", data())]
        }
        if random.oneIn(2) { members.append(("token", word())) }
        if random.oneIn(4) { members.append(("tokenFile", .text("token"))) }
        if random.oneIn(5) { members += [("username", word()), ("password", word())] }
        if random.oneIn(5) {
            members += [
                ("as", word()), ("as-uid", .text("7")), ("as-groups", .list([word(), word()])),
                ("as-user-extra", .map([("k", .list([word()]))])),
            ]
        }
        if random.oneIn(4) { members.append(("exec", exec())) }
        if random.oneIn(12) {
            members.append(("auth-provider", .map([("name", .text("gcp")), ("config", .map([("a", word())]))])))
        }
        return .map(members.shuffled(using: &random))
    }

    private mutating func exec() -> YAMLTree {
        var members: [(String, YAMLTree)] = [
            ("command", .text("./issue")), ("apiVersion", .text("client.authentication.k8s.io/v1")),
        ]
        if random.oneIn(2) { members.append(("args", .list([word(), word()]))) }
        if random.oneIn(2) { members.append(("env", .list([.map([("name", .text("NAME")), ("value", word())])]))) }
        if random.oneIn(2) { members.append(("interactiveMode", .text("Never"))) }
        if random.oneIn(3) { members.append(("installHint", .text("install it\nso"))) }
        if random.oneIn(3) { members.append(("provideClusterInfo", truth())) }
        return .map(members)
    }

    private mutating func path() -> YAMLTree {
        if random.oneIn(60) { return .text("no-such-file") }
        let name = random.one(of: ["ca.pem", "sub/cert.pem", "key.pem"])
        return .text(random.oneIn(3) ? folder.pushing(FilePath(name)).string : name)
    }

    private mutating func data() -> YAMLTree {
        let text = Data("pem \(Int.random(in: 0..<100, using: &random))".utf8).base64EncodedString()
        return .text(random.oneIn(100) ? String(text.dropLast()) + "!" : text)
    }

    private mutating func truth() -> YAMLTree {
        if random.oneIn(60) { return .text("true") }
        return .plain(random.one(of: ["true", "false", "yes", "no", "on", "Off", "Y", "n", "True"]))
    }

    /// A text, and now and then something that only looks like one.
    private mutating func word() -> YAMLTree {
        if random.oneIn(200) {
            return .plain(
                random.one(of: ["y", "012", "1e5", "~", "0x1F", "1_000", ".inf", "true", "08", "-7", "5.", "+.5"]))
        }
        if random.oneIn(12) {
            return .plain(random.one(of: ["1.2.3", "12:30", "=", "nULL", "-", "0x", "_1", "2024-01-01", "tRue"]))
        }
        let texts = [
            "plain-text", "with space", "a: b", "# no comment", "- x", "ünï", "", "true", "12", "it's", "\"", "{x}",
            "\\",
            "two\nlines", "null", "~", "&a", "*a", "!x", "%", "@", "`", "|", ">",
        ]
        return .text(random.one(of: texts))
    }
}
