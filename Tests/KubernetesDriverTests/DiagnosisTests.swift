import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import Testing

@Suite("The cluster's words")
struct DiagnosisTests {
    /// As API servers and controllers from 1.20 on write them.
    static let refusals: [(words: String, kind: Refusal.Kind, mayPass: Bool)] = [
        (
            #"Error creating: pods "a-x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1"#,
            .quota, true
        ),
        (#"jobs.batch "a" is forbidden: exceeded quota: q, requested: count/jobs.batch=1"#, .quota, true),
        (#"pods "a" is forbidden: status unknown for quota: q, resources: pods"#, .quota, true),
        (
            #"Operation cannot be fulfilled on resourcequotas "q": the object has been modified; please apply your changes"#,
            .quota, true
        ),
        (#"pods "a" is forbidden: failed quota: q: must specify limits.cpu,limits.memory"#, .missingResources, false),
        (
            #"pods "a" is forbidden: maximum memory usage per Container is 1Gi, but limit is 4Gi"#, .limitRange, false
        ),
        (#"admission webhook "w.example.org" denied the request: no root"#, .denied(by: "w.example.org"), false),
        (
            #"jobs.batch "a" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: too big"#,
            .denied(by: "p"), false
        ),
        (
            #"Internal error occurred: failed calling webhook "w": Post "https://w": dial tcp: connection refused"#,
            .unanswered(by: "w"), true
        ),
        (
            #"pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false"#,
            .podSecurity, false
        ),
        (
            #"pods "a" is forbidden: PodSecurityPolicy: unable to admit pod against any pod security policy: []"#,
            .podSecurity, false
        ),
        (
            #"pods "a-" is forbidden: error looking up service account z/nope: serviceaccount "nope" not found"#,
            .missingServiceAccount("nope"), false
        ),
        (#"pods "a" is forbidden: no PriorityClass with name high was found"#, .missingClass, false),
        (
            #"pods "a" is forbidden: unable to create new content in namespace z because it is being terminated"#,
            .endingNamespace, false
        ),
        (#"Pod "a" is invalid: spec.containers[0].image: Required value"#, .invalid, false),
        (#"jobs.batch is forbidden: User "u" cannot create resource "jobs" in API group "batch""#, .other, true),
        ("", .other, true),
    ]

    @Test("about what they do not make are understood", arguments: refusals)
    func refusal(_ item: (words: String, kind: Refusal.Kind, mayPass: Bool)) {
        let refusal = Refusal(item.words)
        #expect(refusal.kind == item.kind)
        #expect(refusal.mayPass == item.mayPass)
        #expect(!refusal.advice.contains("Error creating"))
    }

    static let problems: [(reason: String, message: String, kind: StartProblem.Kind)] = [
        ("InvalidImageName", "couldn't parse image reference", .invalidImage),
        (
            "ErrImagePull",
            #"rpc error: code = NotFound desc = failed to pull and unpack image "r/i:1": failed to resolve reference "r/i:1": r/i:1: not found"#,
            .missingImage
        ),
        ("ErrImagePull", "pull failed: manifest unknown: manifest unknown", .missingImage),
        ("Failed", #"Failed to pull image "r/i": rpc error: manifest for r/i not found"#, .missingImage),
        ("Failed", "Error: ErrImagePull", .other),
        ("ErrImagePull", "failed to pull image: pull access denied, repository does not exist", .deniedImage),
        ("ErrImagePull", "failed to pull: unexpected status: 401 Unauthorized", .deniedImage),
        ("ErrImagePull", "pull: dial tcp: lookup r: no such host", .passing),
        ("ErrImagePull", "pull: 429 Too Many Requests: toomanyrequests", .passing),
        ("ErrImagePull", "pull: unexpected status: 503 Service Unavailable", .passing),
        ("ImagePullBackOff", #"Back-off pulling image "r/i:1""#, .other),
        ("CreateContainerConfigError", #"secret "keys" not found"#, .missingObject("Secret", "keys")),
        ("CreateContainerConfigError", #"configmap "conf" not found"#, .missingObject("ConfigMap", "conf")),
        (
            "CreateContainerConfigError", "couldn't find key k in Secret zenml/keys", .missingObject("Secret", "keys")
        ),
        ("CreateContainerConfigError", "failed to sync secret cache: timed out waiting", .passing),
        ("CreateContainerError", #"failed to reserve container name "m": name is reserved for "x""#, .passing),
        ("CreateContainerError", "context deadline exceeded", .passing),
        (
            "Unschedulable", #"persistentvolumeclaim "data" not found"#, .missingObject("claim", "data")
        ),
        ("Unschedulable", "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.", .unschedulable),
        (
            "FailedMount", #"MountVolume.SetUp failed for volume "v" : secret "keys" not found"#,
            .missingObject("Secret", "keys")
        ),
        ("FailedMount", "Unable to attach or mount volumes: timed out waiting for the condition", .passing),
    ]

    @Test("about what does not start are understood", arguments: problems)
    func problem(_ item: (reason: String, message: String, kind: StartProblem.Kind)) {
        #expect(StartProblem(reason: item.reason, message: item.message).kind == item.kind)
    }

    @Test("from events are the newest that say something new")
    func events() {
        let events = [
            event("Pulling", "Pulling image", isWarning: false, at: 9),
            event("MissingClusterDNS", "kubelet does not have ClusterDNS IP", at: 8),
            event("Preempted", "Preempted by z/big on node n", isWarning: false, at: 2),
            event("BackOff", "Back-off restarting", count: 3, at: 5), event("Failed", "known", at: 4),
            event("FailedMount", "no\nvolume", at: 3), event("Old", "older", at: 1),
        ]
        #expect(
            EventDigest(events).phrases(besides: "what is known already") == [
                "the cluster says BackOff (3 times): Back-off restarting", "the cluster says FailedMount: no volume",
                "the cluster says Preempted: Preempted by z/big on node n",
            ])
    }

    private func event(_ reason: String, _ message: String, isWarning: Bool = true, count: Int = 1, at seconds: Double)
        -> Event
    {
        Event(
            metadata: ObjectMetadata(name: reason), type: isWarning ? "Warning" : "Normal", reason: reason,
            message: message, count: count, lastSeenAt: Date(timeIntervalSince1970: seconds))
    }

    @Test("and the last lines make one line of bounded length")
    func text() {
        let text = FailureText.make("it failed", phrases: ["the cluster says X"], lines: ["one", "", "two\u{1B}[0m"])
        #expect(text == "it failed; the cluster says X; its last lines: one | two [0m")
        #expect(FailureText.make("it failed.", phrases: ["so it is."]) == "it failed; so it is")
        let long = (1...40).map { "\($0) " + String(repeating: "ü", count: 500) }
        let bounded = FailureText.make(String(repeating: "x", count: 5000), lines: long)
        #expect(bounded.utf8.count < 2500)
        #expect(bounded.contains("… | 40 üü"))
        #expect(!bounded.contains("20 ü"))
        #expect(!bounded.contains("\n"))
    }
}
