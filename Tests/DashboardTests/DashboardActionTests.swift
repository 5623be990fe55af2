import ApusCore
import ApusModel
import ApusTestKit
import Testing

/// What people have the server do, in a real browser: each asks first and shows the command that does the same.
@Suite(
    .serialized, .enabled(if: Browser.isThere, "needs chromium and chromium-driver; run Scripts/setup"),
    .timeLimit(.minutes(20)))
struct DashboardActionTests {
    @Test func `a run that failed is resumed, and retried, and the new run is opened`() async throws {
        try await visit { site, browser in
            let run = try await site.failedRun("digits-9", on: site.cluster().connected)
            try await site.logIn(browser, at: "/runs/\(run.run.id)")
            try await browser.press(button: "Resume")
            try await expect("apus run resume digits-9", in: browser)
            #expect(try await browser.barriers() == [])
            try await browser.picture("resume-light")
            try await browser.press(button: "Go back")
            try await browser.wait("!document.querySelector('dialog')")
            #expect(site.orchestrator.submitted.isEmpty)
            for (verb, statuses) in [("Resume", [StepStatus.cached, .pending]), ("Retry", [.pending, .pending])] {
                try await browser.open("\(site.url)/runs/\(run.run.id)")
                try await browser.press(button: verb)
                try await browser.press(button: "\(verb) the run")
                let path = try await browser.wait(
                    "location.pathname !== '/runs/\(run.run.id)' && document.querySelector('.facts') && location.pathname"
                ).stringValue
                let made = try #require(site.orchestrator.submitted.last).run
                #expect(path == "/runs/\(made.id)" && made.id != run.run.id)
                #expect(try await site.store.steps(of: made.id).map(\.status) == statuses)
            }
            #expect(site.orchestrator.submitted.count == 2)
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `what the server cannot reach is refused with the reason, beside the command`() async throws {
        try await visit { site, browser in
            let run = try await site.failedRun("digits-9", on: site.cluster().unconnected)
            try await site.logIn(browser, at: "/runs/\(run.run.id)")
            try await browser.press(button: "Retry")
            try await browser.press(button: "Retry the run")
            try await browser.see("reaches its orchestrator without a service connector")
            try await expect("apus run retry digits-9", in: browser)
            #expect(try await browser.barriers() == [])
            try await browser.picture("refused-light")
            #expect(try await site.store.runs(RunQuery()).items.count == 1)
            #expect(try await browser.complaints().allSatisfy { $0.contains("422") })
        }
    }

    @Test func `a schedule is paused, resumed and triggered`() async throws {
        try await visit { site, browser in
            let schedule = try await site.schedule("nightly", on: site.cluster().connected)
            try await site.logIn(browser, at: "/schedules")
            for (verb, next) in [("Pause", "Resume"), ("Resume", "Pause")] {
                try await browser.click("[aria-label='\(verb) nightly']")
                try await expect("apus pipeline schedule \(verb.lowercased()) nightly", in: browser)
                try await browser.press(button: "\(verb) the schedule")
                try await browser.wait("document.querySelector('[aria-label=\"\(next) nightly\"]')")
            }
            #expect(site.orchestrator.suspensions == [true, false])
            #expect(try await site.store.schedule(schedule.id)?.isSuspended == false)
            try await browser.click("[aria-label='Run nightly now']")
            try await expect("apus pipeline schedule trigger nightly", in: browser)
            try await browser.press(button: "Run it")
            try await browser.wait("location.pathname.startsWith('/runs/') && document.querySelector('.facts')")
            #expect(site.orchestrator.submitted.map(\.run.origin?.name) == ["nightly"])
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `a connector is verified, and components are connected through it`() async throws {
        try await visit { site, browser in
            let near = try await site.cluster().unconnected
            try await site.logIn(browser, at: "/connectors")
            try await browser.click("[aria-label='Verify cluster']")
            try await browser.wait("document.querySelector('.reach')?.innerText.includes('prod')")
            #expect(try await browser.barriers() == [])
            try await browser.picture("verified-light")

            try await browser.open(site.url + "/stacks")
            try await browser.click("[aria-label='Connect near']")
            try await expect("apus orchestrator connect near --connector cluster", in: browser)
            #expect(try await browser.barriers() == [])
            try await browser.picture("connect-light")
            try await browser.press(button: "Connect it")
            try await browser.wait("!document.querySelector('dialog')")
            #expect(try await site.store.component(near.id)?.connector?.resourceID == "prod")

            try await browser.open(site.url + "/components/new?type=orchestrator")
            try await browser.see("The same on a command line:")
            try await browser.run(
                """
                const of = (label) => [...document.querySelectorAll(".field")].find((field) => field.querySelector("label").textContent.startsWith(label)).querySelector("input, select");
                const set = (label, value) => { const input = of(label); input.value = value; for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true })); };
                set("Flavor", "noting"); set("Name", "mine"); set("Connector", "cluster"); set("Resource", "prod");
                """)
            try await browser.wait(
                "document.querySelector('.command code').innerText === 'apus orchestrator register mine --flavor noting --connector cluster --resource-id prod'"
            )
            try await browser.press(button: "Register")
            try await browser.wait("location.pathname === '/stacks' && document.body.innerText.includes('mine')")
            #expect(
                try await site.store.component(named: "mine", of: .orchestrator)?.connector?.resourceID == "prod")
            #expect(try await browser.complaints() == [])
        }
    }

    /// Waits until a dialog shows the command.
    private func expect(_ command: String, in browser: Browser) async throws {
        try await browser.wait(
            "document.querySelector('dialog[open] code')?.innerText === \(try CanonicalJSON.text(command))")
    }
}
