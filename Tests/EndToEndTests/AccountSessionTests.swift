import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("A session with accounts")
struct AccountSessionTests {
    @Test("the first start tells a password, people log in and out, and programs have keys")
    func accounts() async throws {
        try await withServer { admin, analyst, url, talk in
            let password = try #require(
                talk.split(separator: "\n").first { $0.contains("password") }?.split(separator: " ")
                    .first { $0.split(separator: "-").count == 4 }?.dropLast())
            try await admin.must("apus login \(url)")
            let own = try await admin.must("apus whoami -o json")
            #expect(own.contains(#""name" : "admin""#) && own.contains(#""name" : "first""#), "\(own)")
            #expect(try await admin.run("apus api-key list").output.contains("first"))

            for words in [
                "apus account create analyst --password-stdin", "apus account set-password admin --password-stdin",
            ] {
                let made = try await admin.run(words, input: "correct horse\n")
                #expect(made.status == 0, "\(made)")
            }
            let old = try await analyst.run(
                "apus login \(url) --account admin --password-stdin", input: password + "\n")
            #expect(old.status == 6, "\(old)")
            let entered = try await analyst.run(
                "apus login \(url) --account analyst --password-stdin", input: "correct horse\n")
            #expect(entered.status == 0 && entered.talk.contains("Logged in as 'analyst' (member)"), "\(entered)")
            #expect(try await analyst.must("apus whoami -o name") == "analyst\n")
            try await analyst.must("apus secret create mine --key=value")
            let refused = try await analyst.run("apus account list")
            #expect(refused.status == 6 && refused.talk.contains("'member', and this takes 'admin'"), "\(refused)")

            try await admin.must("apus account update analyst --role viewer")
            #expect(try await analyst.must("apus secret list -o name") == "mine\n")
            #expect(try await analyst.run("apus secret delete mine").status == 6)
            try await admin.must("apus account update analyst --disable")
            #expect(try await analyst.run("apus secret list").talk.contains("account 'analyst' is disabled"))
            try await admin.must("apus account update analyst --enable")
            try await analyst.must("apus logout")
            #expect(try await analyst.run("apus whoami").status == 3)
            let last = try await admin.run("apus account delete admin")
            #expect(last.status == 4 && last.talk.contains("is the last admin"), "\(last)")
            try await admin.must("apus account delete analyst")
            #expect(try await admin.must("apus account list -o name") == "admin\n")
        }
    }

    @Test("passwords are asked for on a terminal")
    func dialog() async throws {
        try await withServer { admin, analyst, url, _ in
            try await admin.must("apus login \(url)")
            let made = try await admin.converse(
                "apus account create analyst", answers: ["correct horse", "correct hose"])
            #expect(made.status == 2 && made.output.contains("the two passwords differ"), "\(made)")
            let again = try await admin.converse(
                "apus account create analyst", answers: ["correct horse", "correct horse"])
            #expect(again.status == 0, "\(again)")
            let entered = try await analyst.converse("apus login \(url) --account analyst", answers: ["correct horse"])
            #expect(entered.status == 0 && entered.output.contains("Logged in as 'analyst'"), "\(entered)")
            let changed = try await analyst.converse(
                "apus account set-password", answers: ["correct horse", "battery staple", "battery staple"])
            #expect(changed.status == 0, "\(changed)")
            #expect(try await analyst.run("apus whoami").status == 6)
            let wrong = try await analyst.converse("apus login \(url) --account analyst", answers: ["correct horse"])
            #expect(wrong.status == 6, "\(wrong)")
        }
    }

    @Test("a terminal is logged in by a code that is confirmed in a browser")
    func code() async throws {
        try await withServer { admin, analyst, url, _ in
            try await admin.must("apus login \(url)")
            let made = try await admin.run("apus account create analyst --password-stdin", input: "correct horse\n")
            #expect(made.status == 0, "\(made)")
            var terminal = analyst
            for (word, status) in [("grant", 0), ("deny", 6)] as [(String, Int32)] {
                terminal.environment = ["BROWSER": try browser(word, for: analyst)]
                let entered = try await terminal.run("apus login \(url) --browser")
                #expect(entered.status == status, "\(entered)")
                #expect(entered.talk.contains("Open \(url)/device in a browser and enter the code "), "\(entered)")
                #expect(entered.talk.contains("Logged in as 'analyst' (member)") == (status == 0), "\(entered)")
            }
            #expect(try await analyst.must("apus whoami -o name") == "analyst\n")
            try await analyst.must("apus logout")
            terminal.environment = ["BROWSER": try browser("grant", for: analyst)]
            let typed = try await terminal.converse("apus login \(url) --browser", answers: [])
            #expect(typed.status == 0 && typed.output.contains("Logged in as 'analyst'"), "\(typed)")
            let unattended = try await admin.run("apus login http://127.0.0.1:9")
            #expect(unattended.status == 6 && unattended.talk.contains("--device"), "\(unattended)")
        }
    }

    /// A browser whose person says yes or no at once.
    private func browser(_ word: String, for terminal: Terminal) throws -> String {
        let program = """
            #!/usr/bin/python3
            import json, sys, urllib.parse, urllib.request
            page = urllib.parse.urlsplit(sys.argv[1])
            code = urllib.parse.parse_qs(page.query)["code"][0]
            def call(path, token, **body):
                headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
                address = f"http://{page.netloc}/api/v1{path}"
                answer = urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers)).read()
                return json.loads(answer or b"{}")
            token = call("/logins", "", name="analyst", password="correct horse")["token"]
            call(f"/device-logins/{code}/decision", token, grants=\(word == "grant" ? "True" : "False"))
            """
        let path = terminal.home.removingLastComponent().appending("browser-\(word)")
        try Data(program.utf8).write(to: URL(filePath: path.string))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path.string)
        return path.string
    }

    @Test("a service's key is shown once, rotated and revoked")
    func keys() async throws {
        try await withServer { admin, other, url, _ in
            var bot = other
            try await admin.must("apus login \(url)")
            try await admin.must("apus account create bot --kind service --role viewer")
            let made = try await admin.run("apus api-key create ci --account bot --days 30 -o json").json()
            let first = try #require(made.objectValue?["secret"]?.stringValue)
            let entered = try await bot.run("apus login \(url) --api-key-stdin", input: first + "\n")
            #expect(entered.status == 0, "\(entered)")
            #expect(try await bot.must("apus whoami -o name") == "bot\n")
            let described = try await admin.must("apus account describe bot")
            #expect(described.contains("API key ci") && described.contains("expires"), "\(described)")

            let second = try await admin.must("apus api-key rotate ci --account bot").trimmed
            #expect(try await bot.run("apus whoami").status == 6)
            bot.environment["APUS_API_KEY"] = second
            #expect(try await bot.must("apus whoami -o name") == "bot\n")
            #expect(try await admin.must("apus api-key list -o name --account bot") == "ci\n")
            #expect(try await admin.must("apus api-key list --all -o name --name=startswith:c") == "ci\n")
            try await admin.must("apus api-key revoke ci --account bot")
            #expect(try await bot.run("apus whoami").status == 6)
            try await admin.must("apus server rotate-keys")
        }
    }

    /// Calls `body` with the terminals of two people, the URL of a server that the first of them runs, and what its
    /// first start said.
    private func withServer(_ body: (Terminal, Terminal, String, String) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let admin = Terminal(home: folder.appending("admin"))
            let started = try await admin.run("apus server start --port 0")
            try #require(started.status == 0, "\(started)")
            do {
                let url = try await admin.must("apus server status -o name").trimmed
                try await body(admin, Terminal(home: folder.appending("other")), url, started.talk)
            } catch {
                try await admin.must("apus server stop")
                throw error
            }
            try await admin.must("apus server stop")
        }
    }
}
