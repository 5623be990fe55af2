import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

/// How the pages look, and what they do not let through.
@Suite(
    .serialized, .enabled(if: Browser.isThere, "needs chromium and chromium-driver; run Scripts/setup"),
    .timeLimit(.minutes(20)))
struct DashboardPageTests {
    @Test func `every page can be read by everybody, light, dark and narrow`() async throws {
        try await visit { site, browser in
            let older = try await PlayedRun.finished(site, "digits-2026-11-27", accuracy: 0.951)
            let failed = try await PlayedRun.finished(site, "digits-2026-11-28-a", failing: "train-3")
            let newer = try await PlayedRun.finished(site, "digits-2026-11-28-b")
            let live = try await PlayedRun(site, "digits-2026-11-28-c", steps: PlannedStep.digits())
            try await live.advance(.running)
            try await live.begin("load", at: -50)
            try await live.succeed("load", at: -40)
            try await live.begin("split", at: -30)
            try await site.furnish()
            let pages = [
                ("runs", "/runs", "tbody tr"), ("run", "/runs/\(newer.run.id)", ".canvas .node .sub"),
                ("run-live", "/runs/\(live.run.id)", ".canvas .node .sub"),
                ("step", "/runs/\(newer.run.id)/steps/load", ".log .row"),
                ("step-failed", "/runs/\(failed.run.id)/steps/train-3", ".log .row"),
                ("compare", "/compare?left=\(older.run.id)&right=\(newer.run.id)", "tbody tr"),
                ("pipelines", "/pipelines", ".ticks a"), ("metrics", "/plots?pipeline=digits", ".plot circle"),
                ("stacks", "/stacks", "tbody tr"),
                ("component", "/components/new", ".command code"), ("schedules", "/schedules", "tbody tr"),
                ("connectors", "/connectors", "tbody tr"), ("accounts", "/accounts", "tbody tr"),
                ("device", "/device?code=WDJB-MJHT", "input.code"),
            ]
            try await site.logIn(browser)
            for look in Browser.Look.all {
                try await browser.take(look)
                for (name, path, mark) in pages {
                    try await browser.open(site.url + path)
                    try await browser.wait(
                        "document.querySelector(\(try CanonicalJSON.text(mark)))?.getBoundingClientRect()")
                    try await browser.picture("\(name)-\(look.name)")
                    #expect(try await browser.barriers() == [], "\(name), \(look)")
                }
                try await browser.open(site.url + "/runs/\(newer.run.id)")
                try await browser.click("#tab-timeline")
                try await browser.wait("document.querySelector('.steps .row')")
                try await browser.picture("timeline-\(look.name)")
                #expect(try await browser.barriers() == [], "timeline, \(look)")
                try await browser.click("#tab-events")
                try await browser.wait("document.querySelectorAll('.events .row').length > 5")
                try await browser.picture("events-\(look.name)")
                #expect(try await browser.barriers() == [], "events, \(look)")
            }
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `script in names, log lines and artifacts is shown as text`() async throws {
        let script = "<img src=x onerror=planted=1><script>planted=1<\\script>"
        try await visit { site, browser in
            let run = try await PlayedRun(
                site, script, pipeline: script,
                steps: [.sample(script, outputs: [script, "numbers"]), .sample("after", after: [script])])
            try await run.advance(.running, reason: script)
            try await run.begin(script)
            try await run.print([script, "\u{1B}[31m\(script)"], from: script)
            try await run.succeed(
                script,
                outputs: [
                    script: (.file, Data("\(script)\n\(script)".utf8)),
                    "numbers": (.json, try CanonicalJSON.encode([script: 1])),
                ], metrics: [MetricSeries(name: script, points: [MetricPoint(1), MetricPoint(2)])])
            try await run.begin("after")
            try await run.fail("after", script)
            try await run.advance(.succeeded, reason: script)
            try await site.store.create(
                Connector(
                    name: script, type: script, authMethod: script, resourceTypes: [.s3Bucket], description: script,
                    createdAt: Site.start), secrets: [:])
            try await site.store.create(
                Component(
                    type: .artifactStore, name: script, flavor: script, configuration: [script: .string(script)],
                    createdAt: Site.start), secrets: [:])
            try await site.logIn(browser)
            let step = "/runs/\(run.run.id)/steps/\(PercentEncoding.encode(script))"
            for path in [
                "/runs", "/pipelines", "/runs/\(run.run.id)", "/runs/\(run.run.id)/steps/after", "/stacks",
                "/connectors",
                "/compare?left=\(run.run.id)&right=\(run.run.id)",
                "/plots?pipeline=\(PercentEncoding.encode(script))",
                step,
            ] {
                try await browser.open(site.url + path)
                try await browser.wait("document.body.innerText.includes('onerror=planted')")
                #expect(
                    try await browser.run(
                        "return [window.planted ?? 0, document.querySelectorAll('img[src=x]').length].join()")
                        == .string("0,0"), "\(path)")
            }
            try await browser.wait("document.querySelectorAll('.log .row').length === 2")
            try await browser.press(button: "Preview")
            try await browser.wait("document.querySelector('.preview')?.innerText.includes('onerror=planted')")
            #expect(try await browser.run("return window.planted ?? 0") == .integer(0))
            #expect(try await browser.complaints() == [])
        }
    }

    @Test func `a run of ten thousand steps opens at once and can be used`() async throws {
        try await visit { site, browser in
            let middle = (1...9_998).map { "part-\($0)" }
            let run = try await PlayedRun(
                site, "wide",
                steps: [.sample("load")] + middle.map { .sample($0, after: ["load"]) } + [
                    .sample("merge", after: middle)
                ])
            try await site.logIn(browser)
            try await browser.open(site.url + "/runs/\(run.run.id)")
            let opened = try await browser.wait(
                "document.querySelectorAll('.steps .row').length > 5 && Math.round(performance.now())")
            // It takes under a second; a machine that does other things besides may take longer.
            #expect(opened.integerValue ?? .max < 5000, "milliseconds until steps are seen: \(opened)")
            let rows = try await browser.run("return document.querySelectorAll('.steps .row').length").integerValue ?? 0
            #expect(rows < 100)
            try await browser.run("document.querySelector('.steps').scrollTop = 1e9")
            try await browser.wait("document.querySelector('.steps').innerText.includes('merge')")
            try await browser.run("document.querySelector('.tools input').focus()")
            try await browser.type("part-777")
            try await browser.wait("document.querySelector('.steps .row .name')?.innerText === 'part-777'")
            try await browser.click("#tab-graph")
            try await browser.wait("document.querySelectorAll('.canvas .node').length === 3")
            #expect(try await browser.complaints() == [])
        }
    }
}
