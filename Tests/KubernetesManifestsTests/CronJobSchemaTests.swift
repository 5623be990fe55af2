import ApusModel
import Testing

@Suite(
    "The schemas of Kubernetes, for schedules",
    .enabled(if: Schema.python != nil, "needs kubernetes-validate; run Scripts/setup"))
struct CronJobSchemaTests {
    @Test(
        "accept the CronJob of a schedule, strictly",
        arguments: [("1.20", "batch/v1beta1", "UTC", false), ("", "batch/v1", "Europe/Berlin", true)])
    func accept(release: String, apiVersion: String, zone: String, hasTimeZone: Bool) async throws {
        let settings: [String: JSONValue] = [
            "ttl_seconds_after_finished": 60,
            "orchestrator_pod_settings": ["annotations": ["a": "b"], "tolerations": [["operator": "Exists"]]],
        ]
        let manifest = try CronJobManifestTests.manifest(
            CronJobManifestTests.schedule(zone: zone), settings, apiVersion: apiVersion, hasTimeZone: hasTimeZone)
        #expect(try await Schema.complaints(about: [manifest], release: release) == "")
    }
}
