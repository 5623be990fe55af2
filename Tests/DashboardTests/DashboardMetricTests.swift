import ApusModel
import ApusRunner
import ApusTestKit
import SystemPackage
import Testing

/// What steps measured, as people see it.
@Suite(
    .serialized, .enabled(if: Browser.isThere, "needs chromium and chromium-driver; run Scripts/setup"),
    .timeLimit(.minutes(20)))
struct DashboardMetricTests {
    @Test func `what a step logs is plotted, on its page, over runs, and between runs`() async throws {
        try await visit { site, browser in
            let older = try await learned(site, "learn-1", epochs: 10)
            let newer = try await learned(site, "learn-2", epochs: 60)
            try await site.logIn(browser)
            for look in [Browser.Look.light, .dark, .narrow] {
                try await browser.take(look)
                try await browser.open(site.url + "/runs/\(newer.run.id)/steps/train")
                try await browser.wait("document.querySelectorAll('.plots article').length === 2")
                try await browser.run("document.querySelector('.plots').scrollIntoView()")
                try await browser.picture("step-metrics-\(look.name)")
                #expect(try await browser.barriers() == [], "\(look)")
            }
            let loss =
                "[...document.querySelectorAll('.plots article')].find((a) => a.querySelector('h4').innerText === 'loss')"
            #expect(try await browser.run("return document.querySelectorAll('.plots svg').length") == 1)
            #expect(try await browser.run("return document.querySelector('.plots').innerText.includes('12.5')") == true)
            #expect(
                try await browser.run("return \(loss).querySelector('p').innerText")
                    == "0.016667 at 60, from 0.016667 to 1")
            #expect(
                try await browser.run("return \(loss).querySelector('svg').getAttribute('aria-label')")
                    == "loss: 60 values from 0.016667 to 1, the last is 0.016667 at 60")
            #expect(
                try await browser.run(
                    "return \(loss).querySelector('polyline').getAttribute('points').split(' ').length")
                    == 60)
            #expect(
                try await browser.run(
                    "return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                    == true)

            try await browser.take(.light)
            try await browser.open(site.url + "/plots?pipeline=learn")
            try await browser.wait("document.querySelectorAll('.plot circle').length === 4")
            try await browser.see("train.loss")
            try await browser.picture("metrics-logged-light")
            try await browser.open(site.url + "/compare?left=\(older.run.id)&right=\(newer.run.id)")
            try await browser.see("train.seconds")
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `each attempt has its own plots, and a cached step those of where its outputs come from`() async throws {
        try await visit { site, browser in
            let training = Self.training(then: "test $APUS_ATTEMPT = 2", epochs: "$((APUS_ATTEMPT * 3))")
            let run = try await PlayedRun(site, "learn-1", sourceDirectory: site.folder.string, steps: [training])
            try await run.advance(.running)
            #expect(try await run.work("train") != .succeeded)
            #expect(try await run.work("train", attempt: 2) == .succeeded)
            let metrics = try await site.store.steps(of: run.run.id)[0].metrics
            let again = try await PlayedRun(site, "learn-2", steps: [training])
            _ = try await site.store.settle(
                "train", of: again.run.id, as: .cached(key: nil, from: run.run.id, outputs: [:], metrics: metrics),
                at: Site.start)
            try await site.logIn(browser, at: "/runs/\(run.run.id)/steps/train")
            try await browser.wait("document.querySelector('.plots p')?.innerText.startsWith('0.16667 at 6')")
            try await browser.run(
                """
                const choice = document.querySelector("select[aria-label=Attempt]");
                choice.value = "1";
                choice.dispatchEvent(new Event("change"));
                """)
            try await browser.wait("document.querySelector('.plots p')?.innerText.startsWith('0.33333 at 3')")
            try await browser.open(site.url + "/runs/\(again.run.id)/steps/train")
            try await browser.wait("document.querySelector('.plots p')?.innerText.startsWith('0.16667 at 6')")
            #expect(try await browser.complaints() == [])
        }
    }

    /// A run whose step was run by a runner.
    private func learned(_ site: Site, _ name: String, epochs: Int) async throws -> PlayedRun {
        let run = try await PlayedRun(
            site, name, pipeline: "learn", sourceDirectory: site.folder.string,
            steps: [Self.training(then: "true", epochs: "\(epochs)")])
        try await run.advance(.running)
        #expect(try await run.work("train") == .succeeded)
        try await run.advance(.succeeded)
        return run
    }

    /// Its loss is 1 / epoch.
    private static func training(then end: String, epochs: String) -> PlannedStep {
        PlannedStep(
            name: "train",
            command: .shell(
                #"""
                seq \#(epochs) | awk '{ printf "{\"name\":\"loss\",\"value\":%.9f,\"at\":%d}\n", 1 / $1, $1 }' >> "$APUS_METRICS"
                echo '{"name":"seconds","value":12.5}' >> "$APUS_METRICS"
                \#(end)
                """#))
    }
}
