import ApusAPI
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

/// What people do with the dashboard, done in a real browser.
@Suite(
    .serialized, .enabled(if: Browser.isThere, "needs chromium and chromium-driver; run Scripts/setup"),
    .timeLimit(.minutes(20)))
struct DashboardTests {
    @Test func `a wrong password is refused, the right one lets in, and logging out ends it`() async throws {
        try await visit { site, browser in
            try await browser.open(site.url + "/stacks")
            try await browser.see("Log in")
            #expect(try await browser.complaints() == [])
            try await browser.picture("login-light")
            #expect(try await browser.barriers() == [])
            try await browser.type("admin" + Browser.tabKey + "wrong horse" + Browser.enterKey)
            try await browser.see("The account or the password is wrong.")
            #expect(try await browser.complaints().allSatisfy { $0.contains("401") })
            try await browser.type(site.password + Browser.enterKey)
            try await browser.see("A stack is one component of each type")
            #expect(try await browser.run("return document.cookie") == .string(""))
            try await browser.press(button: "Log out")
            try await browser.see("Log in")
            try await browser.open(site.url + "/runs")
            try await browser.see("Log in")
        }
    }

    @Test func `a run goes from its start to its end on the page, and its log is followed`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun(site, "digits-live", steps: PlannedStep.digits())
            try await site.logIn(browser)
            try await browser.run("window.mark = 1")
            try await browser.see("digits-live")
            try await run.advance(.running)
            try await browser.wait("document.querySelector('tbody .state')?.innerText.includes('running')")
            try await browser.run(
                "[...document.querySelectorAll('td a')].find((a) => a.innerText === 'digits-live').click()")
            try await browser.wait("document.querySelectorAll('.canvas .node').length === 6")
            try await run.begin("load")
            try await run.print(["epoch 1", "\u{1B}[32mgood\u{1B}[0m"], from: "load")
            try await browser.wait("document.querySelector('.node[aria-label=\"load: running\"]')")
            try await browser.click(".node[aria-label='load: running']")
            try await browser.wait("document.querySelector('.log .a-32')?.innerText === 'good'")
            try await run.print(["epoch 2"], from: "load", part: 2)
            try await browser.wait("document.querySelector('.log').innerText.includes('epoch 2')")
            try await run.succeed("load")
            try await browser.see("Step 'load' succeeded.")
            try await run.begin("split")
            try await run.succeed("split")
            for number in 1...12 { try await run.begin("train-\(number)") }
            try await browser.wait(
                "document.querySelector('.node[aria-label^=\"train\"][aria-label$=\"12 running\"]')"
            )
            for number in 1...12 { try await run.succeed("train-\(number)") }
            try await run.advance(.succeeded)
            try await browser.wait("document.querySelector('.facts').innerText.includes('succeeded')")
            #expect(try await browser.run("return window.mark") == .integer(1))
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `the events of a run are there, raw, and come while it goes on`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun(site, "digits-live", steps: PlannedStep.digits())
            try await run.advance(.running)
            try await site.logIn(browser, at: "/runs/\(run.run.id)")
            try await browser.click("#tab-events")
            try await browser.wait("document.querySelector('.events').innerText.includes('running')")
            try await run.begin("load")
            try await browser.wait(
                "document.querySelector('.events .row:last-child')?.innerText.includes('attempt 1 claimed')")
            try await run.fail("load", "the command ended with exit code 1")
            try await browser.wait(
                "document.querySelector('.events .row:last-child')?.innerText.includes('failed, attempt 1 failed, the command ended with exit code 1')"
            )
            try await browser.run("document.querySelector('.tools input[type=search]').focus()")
            try await browser.type("claimed")
            try await browser.see("3 of 5 events")
            try await browser.click(".events .row button")
            try await browser.wait(
                "document.querySelector('pre.plain:not([hidden])')?.innerText.includes('\"pod-load\"')")
            #expect(try await browser.barriers() == [])
            try await run.advance(.failed, reason: "step 'load' failed")
            try await browser.wait("document.querySelector('.facts').innerText.includes('failed')")
            // Of a run that is over they are read when somebody looks at them.
            try await browser.open(site.url + "/runs/\(run.run.id)")
            try await browser.click("#tab-events")
            try await browser.see("6 events")
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `each attempt has a log of its own, and one that cannot be read says why`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun(site, "digits-twice", steps: [.sample("load")])
            try await run.advance(.running)
            try await run.begin("load")
            try await run.print(["first try"], from: "load")
            try await run.lose("load")
            try await run.begin("load", attempt: 2)
            try await run.print(["second try"], from: "load", attempt: 2)
            try await site.logIn(browser, at: "/runs/\(run.run.id)/steps/load")
            try await browser.wait("document.querySelector('.log')?.innerText.includes('second try')")
            #expect(try await browser.run("return document.querySelectorAll('.log .row').length") == .integer(1))
            try await browser.run(
                "const choice = document.querySelector('[aria-label=Attempt]'); choice.value = '1'; choice.dispatchEvent(new Event('change'));"
            )
            try await browser.wait("document.querySelector('.log')?.innerText.includes('first try')")
            #expect(try await browser.run("return document.querySelectorAll('.log .row').length") == .integer(1))
            #expect(try await browser.complaints() == [])
            let other = try await site.failedRun("digits-gone", on: site.cluster().connected, isReadable: false)
            try await browser.open(site.url + "/runs/\(other.run.id)/steps/train")
            try await browser.see("The log cannot be shown: ")
            #expect(try await browser.complaints().allSatisfy { $0.contains("404") })
        }
    }

    @Test func `a log is searched, and an output is looked at as a table, a picture and JSON`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun.finished(site, "digits-7")
            try await site.logIn(browser, at: "/runs/\(run.run.id)/steps/load")
            try await browser.wait("document.querySelectorAll('.log .row').length === 4")
            try await browser.run("document.querySelector('.panel input[type=search]').focus()")
            try await browser.type("rows")
            try await browser.wait("document.querySelectorAll('.log mark').length === 2")
            try await browser.press(button: "Preview")
            try await browser.wait("document.querySelectorAll('.preview tbody tr').length === 2")
            try await browser.open(site.url + "/runs/\(run.run.id)/steps/describe")
            try await browser.wait("document.querySelector('[aria-label=\"Preview picture\"]')")
            try await browser.click("[aria-label='Preview picture']")
            try await browser.wait("document.querySelector('.preview img')?.naturalWidth === 1")
            try await browser.open(site.url + "/runs/\(run.run.id)/steps/evaluate")
            try await browser.click("[aria-label='Preview metrics']")
            try await browser.wait("document.querySelector('.preview pre')?.innerText.includes('\"accuracy\": 0.964')")
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `a run is cancelled after a question that shows the command`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun(site, "digits-long", steps: PlannedStep.digits())
            try await run.advance(.running)
            try await site.logIn(browser, at: "/runs/\(run.run.id)")
            try await browser.press(button: "Cancel")
            try await browser.wait(
                "document.querySelector('dialog[open] code').innerText === 'apus run cancel digits-long'")
            #expect(try await browser.barriers() == [])
            try await browser.picture("cancel-light")
            try await browser.press(button: "Go back")
            try await browser.wait("!document.querySelector('dialog')")
            try await run.begin("load")
            #expect(try await !changes(3, of: run).contains(.cancellationRequested))
            try await browser.press(button: "Cancel")
            try await browser.press(button: "Cancel the run")
            try await browser.wait("!document.querySelector('dialog')")
            #expect(try await changes(4, of: run).last == .cancellationRequested)
            try await run.advance(.stopping)
            try await browser.wait("document.querySelector('.facts').innerText.includes('stopping')")
            try await run.advance(.cancelled)
            try await browser.wait("!document.querySelector('.head .danger')")
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `a viewer sees no actions, and is refused all the same`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun(site, "digits-1", steps: PlannedStep.digits())
            try await run.advance(.running)
            try await site.logIn(browser)
            try await browser.run(
                """
                (async () => {
                const call = (csrf) => fetch("/api/v1/accounts", { method: "POST", headers: { "X-Apus-CSRF": csrf, "Content-Type": "application/json" },
                  body: JSON.stringify({ account: { id: "g1", name: "guest", kind: "person", role: "viewer", isDisabled: false, createdAt: "2026-01-01T00:00:00Z" }, password: "correct horse" }) });
                const session = await (await fetch("/api/v1/session")).json();
                window.statuses = [(await call("")).status, (await call("0".repeat(64))).status, (await call(session.csrf)).status];
                })();
                """)
            #expect(try await browser.wait("window.statuses?.join()") == .string("403,403,204"))
            try await browser.press(button: "Log out")
            try await site.logIn(browser, as: "guest", "correct horse", at: "/runs/\(run.run.id)")
            try await browser.see("digits-1")
            #expect(
                try await browser.run("return document.querySelectorAll('.head .actions button').length") == .integer(0)
            )
            try await browser.run(
                """
                (async () => {
                const session = await (await fetch("/api/v1/session")).json();
                window.refusal = (await fetch("/api/v1/runs/\(run.run.id)/cancellation", { method: "POST", headers: { "X-Apus-CSRF": session.csrf }, body: JSON.stringify({ at: "2026-01-01T00:00:00Z" }) })).status;
                })();
                """)
            #expect(try await browser.wait("window.refusal") == .integer(403))
        }
    }

    @Test func `a component is registered by a form that its flavor declares`() async throws {
        try await visit { site, browser in
            try await site.logIn(browser, at: "/stacks")
            try await browser.press(button: "Register a component")
            try await browser.see("The same on a command line:")
            let fill = """
                const of = (label) => [...document.querySelectorAll(".field")].find((field) => field.querySelector("label").textContent.startsWith(label)).querySelector("input, select, textarea");
                const set = (label, value) => { const input = of(label); input.value = value; for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true })); };
                """
            try await browser.run(fill + "set('Type', 'artifact_store'); set('Flavor', 's3'); set('Name', 'mine');")
            try await browser.press(button: "Register")
            #expect(try await browser.run("return document.querySelector('form :invalid') !== null") == .boolean(true))
            try await browser.run(
                fill
                    + "set('path', 's3://bucket/it'); set('secret_access_key', 'n0t-to-be-shown'); set('access_key_id', 'me');"
            )
            try await browser.wait(
                "document.querySelector('.command code').innerText.startsWith('apus artifact-store register mine --flavor s3 --path=s3://bucket/it')"
            )
            #expect(
                try await browser.run("return document.body.innerText.includes('n0t-to-be-shown')") == .boolean(false))
            try await browser.picture("new-component-light")
            try await browser.press(button: "Register")
            try await browser.wait("location.pathname === '/stacks' && document.body.innerText.includes('mine')")
            let made = try #require(try await site.store.component(named: "mine", of: .artifactStore))
            #expect(made.flavor == "s3" && made.secretOptions == ["access_key_id", "secret_access_key"])
            #expect(made.configuration["path"] == .string("s3://bucket/it"))
            #expect(try await browser.complaints() == [])

            try await browser.press(button: "Register a component")
            try await browser.see("The same on a command line:")
            try await browser.run(
                fill + "set('Type', 'artifact_store'); set('Flavor', 's3'); set('Name', 'mine'); set('path', 's3://b');"
            )
            try await browser.press(button: "Register")
            try await browser.see("the name 'mine' is taken by another artifact store")
        }
    }

    @Test func `a key is made, shown once, works, and is revoked after a question`() async throws {
        try await visit { site, browser in
            try await site.logIn(browser, at: "/accounts")
            try await browser.click("form input")
            try await browser.type("laptop")
            try await browser.press(button: "Make the key")
            try await browser.see("The key laptop is shown this once:")
            let key = try await browser.run("return document.querySelector('.notice code').innerText").stringValue ?? ""
            #expect(try await isLetIn(key, site))
            #expect(try await browser.barriers() == [])
            try await browser.picture("key-light")
            try await browser.click("[aria-label='Revoke laptop']")
            try await browser.see("apus api-key revoke laptop")
            try await browser.press(button: "Revoke the key")
            try await browser.wait("!document.querySelector('[aria-label=\"Revoke laptop\"]')")
            #expect(try await !isLetIn(key, site))
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `a program that shows a code is logged in, or denied`() async throws {
        try await visit { site, browser in
            try await site.logIn(browser, at: "/device")
            try await browser.see("'apus login' on a terminal shows a code.")
            try await browser.click("input.code")
            try await browser.type("BBBB-BBBB" + Browser.enterKey)
            try await browser.see("nothing waits to be logged in by this code")
            #expect(try await browser.complaints().allSatisfy { $0.contains("404") })
            let (first, second) = (try await site.deviceLogin(), try await site.deviceLogin())
            try await browser.type(first.userCode.lowercased().filter { $0 != "-" } + Browser.enterKey)
            try await browser.see("Log this program in?")
            for text in [first.userCode, "apus on laptop", "127.0.0.1", "admin"] { try await browser.see(text) }
            #expect(try await browser.barriers() == [])
            try await browser.picture("device-asked-light")
            #expect(try await site.claim(first).status == .pending)
            try await browser.tab(to: "Log it in")
            try await browser.type(Browser.enterKey)
            try await browser.see("Go back to the terminal.")
            let login = try #require(try await site.claim(first).login)
            #expect(login.account.name == "admin")
            #expect(try await isLetIn(login.token.value.revealed(), site))

            try await browser.open("\(site.url)/device?code=\(second.userCode)")
            try await browser.press(button: "Go on")
            try await browser.press(button: "Deny")
            try await browser.see("Nothing was logged in.")
            #expect(try await site.claim(second).status == .denied)
            #expect(try await browser.complaints() == [])
        }
    }

    private func isLetIn(_ key: String, _ site: Site) async throws -> Bool {
        let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
        return try await client.send(
            HTTPRequest(.get, site.url + "/api/v1/info", headers: ["Authorization": "Bearer \(key)"])
        ).isSuccess
    }

    @Test func `everything is done with the keyboard alone`() async throws {
        try await visit { site, browser in
            let run = try await PlayedRun.finished(site, "digits-7", failing: "train-3")
            let live = try await PlayedRun(site, "digits-8", steps: PlannedStep.digits())
            try await live.advance(.running)
            try await browser.open(site.url)
            try await browser.see("Log in")
            try await browser.type("admin" + Browser.tabKey + site.password + Browser.enterKey)
            try await browser.see("digits-7")
            try await browser.tab(to: "digits-7")
            try await browser.type(Browser.enterKey)
            try await browser.wait("document.querySelectorAll('.canvas .node').length === 6")
            #expect(try await browser.run("return document.activeElement.tagName") == .string("H1"))
            try await browser.tab(to: "Graph")
            try await browser.type(Browser.rightKey)
            try await browser.wait("document.querySelectorAll('.steps .row').length > 10")
            try await browser.tab(to: "train-3")
            try await browser.type(Browser.enterKey)
            try await browser.see("Step 'train-3' failed")
            #expect(
                try await browser.run("return location.pathname").stringValue == "/runs/\(run.run.id)/steps/train-3")
            try await browser.see("MemoryError")
            try await browser.open(site.url + "/runs/\(live.run.id)")
            try await browser.wait("document.querySelector('.head .danger')")
            try await browser.tab(to: "Cancel")
            try await browser.type(Browser.enterKey)
            try await browser.wait("document.querySelector('dialog[open]')")
            try await browser.tab(to: "Cancel the run")
            try await browser.type(Browser.enterKey)
            try await browser.wait("!document.querySelector('dialog')")
            #expect(try await changes(2, of: live).last == .cancellationRequested)
            #expect(try await browser.complaints() == [])
        }
    }

    /// The first changes of the run; waits for that many.
    private func changes(_ count: Int, of run: PlayedRun) async throws -> [RunEvent.Change] {
        var seen: [RunEvent.Change] = []
        for try await event in run.site.store.events(of: run.run.id, after: 0) {
            seen.append(event.change)
            if seen.count == count { break }
        }
        return seen
    }
}

/// Calls `body` with a site and a browser.
func visit(_ body: @Sendable (Site, Browser) async throws -> Void) async throws {
    try await Site.with { site in try await Browser.with { browser in try await body(site, browser) } }
}
