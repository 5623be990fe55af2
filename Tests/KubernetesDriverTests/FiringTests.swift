import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import Testing

@Suite("The firing that a Job is")
struct FiringTests {
    private static let cronJob = ObjectMetadata.Owner(kind: "CronJob", name: "nightly-1a2b", uid: "u", controller: true)

    @Test(
        "has the time of the annotation, else of the name: minutes, or seconds as old controllers write",
        arguments: [
            ("nightly-1a2b-29499960", "2026-02-02T03:00:00+01:00", "2026-02-02T02:00:00.000Z"),
            ("nightly-1a2b-29499960", nil, "2026-02-02T02:00:00.000Z"),
            ("nightly-1a2b-1770000000", nil, "2026-02-02T02:40:00.000Z"),
            ("nightly-1a2b-29499960", "nonsense", "2026-02-02T02:00:00.000Z"),
        ] as [(String, String?, String)])
    func scheduled(name: String, annotation: String?, time: String) throws {
        var metadata = ObjectMetadata(name: name, owners: [Self.cronJob])
        metadata.annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = annotation
        #expect(Firing(Job(metadata: metadata)) == .scheduled(try #require(Timestamp.date(time))))
    }

    @Test("is out of turn for a Job that somebody made by hand, and has its name")
    func triggered() {
        let byHand = ObjectMetadata(
            name: "nightly-1a2b-29499960", annotations: ["cronjob.kubernetes.io/instantiate": "manual"],
            owners: [Self.cronJob])
        #expect(Firing(Job(metadata: byHand)) == .triggered("nightly-1a2b-29499960"))
        for name in ["nightly-1a2b-mine", "nightly-1a2b-", "nightly-1a2b--5", "else"] {
            #expect(Firing(Job(metadata: ObjectMetadata(name: name, owners: [Self.cronJob]))) == .triggered(name))
        }
        let orphan = ObjectMetadata(name: "nightly-1a2b-29499960")
        #expect(Firing(Job(metadata: orphan)) == .triggered("nightly-1a2b-29499960"))
    }
}
