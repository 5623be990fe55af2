import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite(
    "Options on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ClusterOptionTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    private static let objects = """
        name: objects
        image: apus/python:3.11
        settings:
          orchestrator:
            service_account_name: MARK
            step_pod_service_account_name: default
            pod_name_prefix: old
            ttl_seconds_after_finished: 3600
            active_deadline_seconds: 600
            orchestrator_job_backoff_limit: 7
            pod_stop_grace_period: 17
            orchestrator_pod_settings: {labels: {tier: driver}, resources: {requests: {cpu: 20m}}}
            pod_settings: {labels: {tier: step}, annotations: {team: a}}
        steps:
          plain: {run: "true"}
          special:
            run: "true"
            settings: {orchestrator: {privileged: true, job_name_prefix: team, active_deadline_seconds: 300}}
        """

    @Test("what options say of Jobs and pods is what the cluster has")
    func jobsAndPods() async throws {
        try await testbed.withServer { terminal in
            let account = terminal.mark
            try await testbed.withAccount(account, terminal) {
                try await testbed.registerStack(terminal)
                try await terminal.must(
                    "apus orchestrator update k8s --pass_zenml_token_as_secret=false --skip_owner_references=true"
                        + " --parallel_step_startup_waiting_period=1.5 --api_request_timeout=20 --max_api_retries=5")
                let outcome = try await testbed.run(Self.objects.replacing("MARK", with: account), terminal)
                #expect(outcome.status == 0, "\(outcome)")
                let report = try await RunReport(terminal)
                let name = try #require(report.json["run"]?["name"]?.stringValue)
                let jobs = try await testbed.objects("jobs", of: name, terminal)
                let pods = try await testbed.objects("pods", of: name, terminal)
                try expectJobs(jobs)
                try expectPods(pods, account)
                let starts = try ["plain", "special"].map { step in
                    try #require(report.attempts(of: step).first?["launchedAt"]?.stringValue.flatMap(Timestamp.date))
                }
                let gap = abs(starts[0].timeIntervalSince(starts[1]))
                // The first launch may be recorded a moment after it was decided.
                #expect(gap >= 1, "the steps started \(gap) s apart")
                let secrets = try await testbed.kubectl("-n zenml get secrets -l run=\(name) -o name", terminal)
                #expect(!secrets.contains("token"), "\(secrets)")
            }
        }
    }

    private func expectJobs(_ jobs: [String: JSONValue]) throws {
        #expect(Set(jobs.keys) == ["", "plain", "special"])
        for (step, job) in jobs {
            #expect(job["spec"]?["ttlSecondsAfterFinished"] == 3600, "\(job)")
            #expect(job["spec"]?["activeDeadlineSeconds"] == (step == "special" ? 300 : 600), "\(job)")
            #expect(job["spec"]?["backoffLimit"] == (step.isEmpty ? 7 : 0), "\(job)")
            #expect(job["metadata"]?["ownerReferences"] == nil, "\(job)")
            let prefix = step == "special" ? "team-" : "old-"
            #expect(job["metadata"]?["name"]?.stringValue?.hasPrefix(prefix) == true, "\(job)")
        }
    }

    private func expectPods(_ pods: [String: JSONValue], _ account: String) throws {
        #expect(Set(pods.keys) == ["", "plain", "special"])
        for (step, pod) in pods {
            let spec = try #require(pod["spec"])
            let main = try #require(spec["containers"]?.arrayValue?.first)
            #expect(spec["serviceAccountName"]?.stringValue == (step.isEmpty ? account : "default"), "\(pod)")
            #expect(spec["terminationGracePeriodSeconds"] == 17, "\(pod)")
            #expect(main["securityContext"]?["privileged"] == (step == "special" ? true : nil), "\(pod)")
            #expect(pod["metadata"]?["labels"]?["tier"]?.stringValue == (step.isEmpty ? "driver" : "step"), "\(pod)")
            #expect(pod["metadata"]?["annotations"]?["team"]?.stringValue == (step.isEmpty ? nil : "a"), "\(pod)")
            if step.isEmpty { #expect(main["resources"]?["requests"]?["cpu"] == "20m", "\(pod)") }
            let token = main["env"]?.arrayValue?.first { $0["name"] == "APUS_RUN_TOKEN" }
            #expect(token?["value"]?.stringValue?.isEmpty == false, "the token is in the manifest")
        }
    }

    private static let policed = """
        name: policed
        image: apus/python:3.11
        settings:
          orchestrator:
            pod_failure_policy: {rules: [{action: FailJob, on_exit_codes: {operator: In, values: [42]}}]}
        steps:
          only: {run: "true"}
        """

    @Test("an option that the cluster's version would drop is refused, and nothing is made")
    func unsupported() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let outcome = try await testbed.run(Self.policed, terminal)
            #expect(outcome.status == 7, "\(outcome)")
            #expect(outcome.talk.contains("no policies for failed pods"), "\(outcome)")
            let name = try #require(try await RunReport(terminal).json["run"]?["name"]?.stringValue)
            #expect(try await testbed.kubectl("-n zenml get jobs,secrets -l run=\(name) -o name", terminal).isEmpty)
        }
    }

    private static let scheduled = """
        name: scheduled
        image: apus/python:3.11
        schedule: {cron: "0 0 1 1 *", name: MARK}
        settings:
          orchestrator:
            successful_jobs_history_limit: 4
            failed_jobs_history_limit: 2
            concurrency_policy: Replace
            starting_deadline_seconds: 90
        steps:
          only: {run: "true"}
        """

    @Test("what options say of a schedule is in its CronJob")
    func schedule() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let outcome = try await testbed.run(Self.scheduled.replacing("MARK", with: terminal.mark), terminal)
            #expect(outcome.status == 0, "\(outcome)")
            let found = try await testbed.kubectl(
                "-n zenml get cronjobs -l schedule=\(terminal.mark) -o jsonpath={.items[0].spec}", terminal)
            let spec = try CanonicalJSON.decode(JSONValue.self, from: Data(found.utf8))
            #expect(spec["successfulJobsHistoryLimit"] == 4 && spec["failedJobsHistoryLimit"] == 2, "\(found)")
            #expect(spec["concurrencyPolicy"] == "Replace" && spec["startingDeadlineSeconds"] == 90, "\(found)")
            try await terminal.must("apus pipeline schedule delete \(terminal.mark)")
        }
    }
}
