import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials

extension Site {
    /// Opens the site and logs in, as a person does.
    func logIn(_ browser: Browser, as name: String = "admin", _ password: String? = nil, at path: String = "/")
        async throws
    {
        try await browser.open(url + path)
        try await browser.see("Log in")
        try await browser.click("input[name=account]")
        try await browser.type(name)
        try await browser.click("input[name=password]")
        try await browser.type(password ?? self.password)
        try await browser.press(button: "Log in")
        try await browser.wait("document.querySelector('.nav')")
    }

    /// A schedule, a connector, and components beside those that are there.
    func furnish() async throws {
        let now = Self.start
        try await store.create(
            Connector(
                name: "cluster", type: "kubernetes", authMethod: "token", resourceTypes: [.kubernetesCluster],
                resourceID: "prod", description: "The cluster for training",
                expiresAt: Date(timeIntervalSinceNow: 86_400 * 3), createdAt: now),
            secrets: [:])
        try await store.create(
            Component(
                type: .artifactStore, name: "bucket", flavor: "s3",
                configuration: [
                    "path": .string("s3://models/digits"), "endpoint_url": .string("http://127.0.0.1:9000"),
                ], secretOptions: ["secret_access_key"], createdAt: now),
            secrets: ["secret_access_key": SecretString("s3cret")])
        let schedule = Schedule(
            name: "nightly", pipeline: "digits", stack: Stack.defaultName, cron: try CronExpression("30 2 * * mon-fri"),
            timeZone: "Europe/Berlin", createdAt: now)
        try await store.create(
            schedule, plan: RunPlan(pipeline: "digits", stack: Stack.defaultName, steps: [.sample("load")]))
    }
}
