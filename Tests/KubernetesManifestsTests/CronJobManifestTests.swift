import ApusModel
import FoundationEssentials
import KubernetesManifests
import Testing

@Suite("The CronJob of a schedule")
struct CronJobManifestTests {
    static func schedule(_ name: String = "nightly", zone: String = "Europe/Berlin") throws -> Schedule {
        Schedule(
            id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: name, pipeline: "digits",
            stack: "k8s", cron: try CronExpression("30 2 * * mon-fri"), timeZone: zone, concurrencyPolicy: .forbid,
            startingDeadlineSeconds: 120, successfulJobsHistoryLimit: 5, failedJobsHistoryLimit: 2, isSuspended: true,
            createdAt: Date(timeIntervalSince1970: 0))
    }

    static func plan(_ settings: [String: JSONValue] = [:]) -> RunPlan {
        RunPlan(
            pipeline: "digits", stack: "k8s", orchestratorSettings: settings, orchestratorImage: "r/digits@sha256:1",
            steps: [PlannedStep(name: "a", command: .shell("true"), image: "r/digits@sha256:1")])
    }

    static func manifest(
        _ schedule: Schedule? = nil, _ settings: [String: JSONValue] = [:], apiVersion: String = "batch/v1",
        hasTimeZone: Bool = true
    ) throws -> JSONValue {
        try CronJobManifest(
            schedule: try schedule ?? Self.schedule(), plan: plan(settings), server: "http://10.244.0.1:8237"
        ).manifest(apiVersion: apiVersion, hasTimeZone: hasTimeZone)
    }

    private static func container(_ manifest: JSONValue) throws -> JSONValue {
        try #require(
            manifest["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"]?["containers"]?.arrayValue?.first)
    }

    @Test("has everything that the schedule says")
    func fields() throws {
        let manifest = try Self.manifest()
        let spec = manifest["spec"]
        #expect(manifest["apiVersion"] == "batch/v1" && manifest["kind"] == "CronJob")
        #expect(manifest["metadata"]?["name"] == "nightly-1a2b3c4d5e6f")
        #expect(manifest["metadata"]?["annotations"]?["apus.dev/server"] == "http://10.244.0.1:8237")
        #expect(spec?["schedule"] == "30 2 * * mon-fri" && spec?["timeZone"] == "Europe/Berlin")
        #expect(spec?["concurrencyPolicy"] == "Forbid" && spec?["suspend"] == true)
        #expect(spec?["startingDeadlineSeconds"] == 120)
        #expect(spec?["successfulJobsHistoryLimit"] == 5 && spec?["failedJobsHistoryLimit"] == 2)
    }

    @Test("makes the Jobs that a run's own Job is like, but for what belongs to one run")
    func template() throws {
        let settings: [String: JSONValue] = [
            "ttl_seconds_after_finished": 60, "service_account_name": "sa",
            "orchestrator_pod_settings": ["node_selectors": ["pool": "small"]],
        ]
        let schedule = try Self.schedule()
        let run = Run(
            id: Identifier(rawValue: schedule.id.rawValue), name: "r", pipeline: "digits", stack: "k8s",
            createdAt: schedule.createdAt)
        let job = try RunManifests(
            run: run, plan: Self.plan(settings), url: "http://10.244.0.1:8237", token: SecretString(""),
            pullCredentials: [:]
        ).orchestrator
        let template = try #require(try Self.manifest(schedule, settings)["spec"]?["jobTemplate"])
        var (ours, theirs) = (try Self.pod(template), try Self.pod(job))
        #expect(ours["nodeSelector"] == ["pool": "small"] && ours["serviceAccountName"] == "sa")
        (ours["containers"], theirs["containers"]) = (nil, nil)
        #expect(ours == theirs)
        #expect(template["spec"]?["ttlSecondsAfterFinished"] == 60)
        #expect(template["spec"]?["backoffLimit"] == job["spec"]?["backoffLimit"])
        let labels = template["spec"]?["template"]?["metadata"]?["labels"]
        for each in [labels, template["metadata"]?["labels"]] {
            #expect(each?["run"] == nil && each?["apus.dev/run-id"] == nil)
            #expect(each?["schedule"] == "nightly" && each?["pipeline"] == "digits")
            #expect(each?["apus.dev/schedule-id"] == .string(schedule.id.rawValue))
        }
    }

    private static func pod(_ job: JSONValue) throws -> [String: JSONValue] {
        try #require(job["spec"]?["template"]?["spec"]?.objectValue)
    }

    @Test("tells the driver which schedule it is of, and gives it the schedule's token by a Secret, no run's")
    func driver() throws {
        let schedule = try Self.schedule()
        let container = try Self.container(Self.manifest(schedule))
        let command = container["command"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(command.suffix(3) == ["/apus/bin/apus-orchestrator", "--schedule", schedule.id.rawValue])
        let variables = container["env"]?.arrayValue ?? []
        func variable(_ name: String) -> JSONValue? { variables.first { $0["name"] == .string(name) } }
        #expect(variable("APUS_RUN_TOKEN") == nil)
        let secret = ScheduleTokenSecret.manifest(SecretString("t0ken"), of: schedule, namespace: "zenml")
        #expect(
            variable("APUS_SCHEDULE_TOKEN")?["valueFrom"]?["secretKeyRef"]?["name"] == secret["metadata"]?["name"])
        #expect(secret["stringData"] == ["token": "t0ken"])
        #expect(variable("APUS_JOB_NAME")?["valueFrom"]?["fieldRef"]?["fieldPath"] == "metadata.labels['job-name']")
        #expect(variable("APUS_SERVER_URL")?["value"] == "http://10.244.0.1:8237")
        #expect(variable("APUS_NAMESPACE") != nil && variable("APUS_POD_NAME") != nil)
    }

    @Test(
        "has a name of at most 52 characters that other schedules do not have",
        arguments: [
            "nightly", String(repeating: "very-long.", count: 6) + "x", "UPPER_case", "ß",
            String(repeating: "a", count: 63),
        ])
    func names(name: String) throws {
        let other = Schedule(
            name: name, pipeline: "p", stack: "s", cron: try CronExpression("@daily"),
            createdAt: Date(timeIntervalSince1970: 0))
        let names = [ScheduleNames.cronJob(of: try Self.schedule(name)), ScheduleNames.cronJob(of: other)]
        #expect(names[0] != names[1])
        for name in names {
            #expect(name.count <= 52)
            #expect(name.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil, "\(name)")
        }
    }

    @Test("leaves the zone out where the server has none, if it is UTC, and says so if it is another")
    func zones() throws {
        #expect(try Self.manifest(Self.schedule(zone: "UTC"))["spec"]?["timeZone"] == "Etc/UTC")
        let old = try Self.manifest(Self.schedule(zone: "UTC"), apiVersion: "batch/v1beta1", hasTimeZone: false)
        #expect(old["spec"]?["timeZone"] == nil && old["apiVersion"] == "batch/v1beta1")
        let error = #expect(throws: ApusError.self) { try Self.manifest(hasTimeZone: false) }
        #expect(error?.code == .unsupported)
        #expect(error?.summary == "schedule 'nightly' cannot have the time zone 'Europe/Berlin' here")
    }
}
