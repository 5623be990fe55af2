import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Testing

@Suite("Requests")
struct RequestTests {
    @Test("reading an object asks for its path with the token and reads what is there")
    func get() async throws {
        let http = ScriptedHTTPClient { _, _ in
            .text(
                200,
                #"""
                {"metadata": {"name": "p", "namespace": "zenml", "uid": "u", "resourceVersion": "7", "labels": {"a": "b"},
                  "creationTimestamp": "2026-01-02T03:04:05Z", "deletionTimestamp": "2026-01-02T03:04:06Z",
                  "ownerReferences": [{"kind": "Job", "name": "j", "uid": "ju", "controller": true, "apiVersion": "batch/v1"}]},
                 "spec": {"nodeName": "n1", "containers": []},
                 "status": {"phase": "Failed", "reason": "Evicted", "message": "low on memory", "podIP": "10.0.0.1",
                  "conditions": [{"type": "Ready", "status": "False", "lastTransitionTime": null}],
                  "initContainerStatuses": [{"name": "i", "state": {"waiting": {"reason": "ImagePullBackOff", "message": "no"}}}],
                  "containerStatuses": [
                    {"name": "a", "restartCount": 2, "ready": false, "imageID": "x@sha256:1",
                     "state": {"terminated": {"exitCode": 137, "reason": "OOMKilled", "signal": 9}},
                     "lastState": {"terminated": {"exitCode": 1}}},
                    {"name": "b", "state": {"running": {"startedAt": "2026-01-02T03:04:05Z"}}}, {"name": "c", "state": {}}]}}
                """#)
        }
        let pod = try await KubernetesClient(http).get(.pods, "p")
        #expect(http.exchanges.first?.request.target == "/api/v1/namespaces/zenml/pods/p")
        #expect(http.exchanges.first?.request.headers["authorization"] == "Bearer secret-token")
        let start = Timestamp.date("2026-01-02T03:04:05Z")
        #expect(
            pod
                == Pod(
                    metadata: ObjectMetadata(
                        name: "p", namespace: "zenml", uid: "u", resourceVersion: "7", labels: ["a": "b"],
                        owners: [.init(kind: "Job", name: "j", uid: "ju", controller: true)], createdAt: start,
                        deletedAt: Timestamp.date("2026-01-02T03:04:06Z")),
                    nodeName: "n1", phase: .failed, reason: "Evicted", message: "low on memory", podIP: "10.0.0.1",
                    conditions: [ObjectCondition(type: "Ready", status: "False")],
                    initContainers: [
                        ContainerStatus(name: "i", state: .waiting(reason: "ImagePullBackOff", message: "no"))
                    ],
                    containers: [
                        ContainerStatus(
                            name: "a", state: .terminated(.init(exitCode: 137, signal: 9, reason: "OOMKilled")),
                            lastTermination: .init(exitCode: 1), restartCount: 2, imageID: "x@sha256:1"),
                        ContainerStatus(name: "b", state: .running(since: start)),
                        ContainerStatus(name: "c", state: .waiting(reason: nil, message: nil)),
                    ]))
    }

    @Test("a Job says how it ended")
    func job() async throws {
        let http = Script.client(
            .text(
                200,
                #"""
                {"metadata": {"name": "j"}, "status": {"failed": 1, "conditions": [
                  {"type": "Complete", "status": "False"},
                  {"type": "Failed", "status": "True", "reason": "BackoffLimitExceeded"}]}}
                """#))
        let job = try await KubernetesClient(http).get(.jobs, "j", in: "other")
        #expect(http.exchanges.first?.request.target == "/apis/batch/v1/namespaces/other/jobs/j")
        #expect(!job.isComplete)
        #expect(job.failure?.reason == "BackoffLimitExceeded")
        #expect(job.failed == 1)
    }

    @Test("events and nodes are read")
    func eventsAndNodes() async throws {
        let http = Script.client(
            .text(
                200,
                #"""
                {"metadata": {"resourceVersion": "1"}, "items": [{"metadata": {"name": "e"}, "type": "Warning", "reason": "FailedMount",
                  "message": "m", "involvedObject": {"kind": "Pod", "name": "p", "uid": "u"}, "count": null,
                  "lastTimestamp": null, "eventTime": "2026-01-02T03:04:05.123456Z"}]}
                """#),
            .text(
                200,
                #"{"metadata": {"name": "n"}, "spec": {"unschedulable": true}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}}"#
            ))
        let client = try KubernetesClient(http)
        let event = try #require(try await client.list(.events, matching: .fields("involvedObject.uid=u")).items.first)
        #expect(event.isWarning && event.reason == "FailedMount" && event.objectUID == "u" && event.count == 1)
        #expect(event.lastSeenAt == Timestamp.date("2026-01-02T03:04:05.123Z"))
        #expect(http.exchanges[0].request.query("fieldSelector") == "involvedObject.uid%3Du")
        let node = try await client.get(.nodes, "n")
        #expect(node.isReady && node.isUnschedulable)
        #expect(http.exchanges[1].request.target == "/api/v1/nodes/n")
    }

    @Test("a listing goes through all pages and keeps the last moment")
    func pages() async throws {
        let http = Script.client(
            .json(200, podList([podJSON("a"), podJSON("b")], version: 5, continuing: "more/1")),
            .json(200, podList([podJSON("c")], version: 6)))
        let list = try await KubernetesClient(http).list(.pods, matching: .labels("run=x,!gone"), pageSize: 2)
        #expect(list.items.map(\.metadata.name) == ["a", "b", "c"])
        #expect(list.resourceVersion == "6")
        #expect(
            http.exchanges[0].request.target == "/api/v1/namespaces/zenml/pods?labelSelector=run%3Dx%2C%21gone&limit=2")
        #expect(http.exchanges[1].request.query("continue") == "more%2F1")
    }

    @Test("pages that the server has forgotten are replaced by one with everything")
    func expiredPages() async throws {
        let http = Script.client(
            .json(200, podList([podJSON("a")], version: 5, continuing: "x")), .failure(410, "Expired"),
            .json(200, podList([podJSON("a"), podJSON("b")], version: 9)))
        let list = try await KubernetesClient(http).list(.pods, matching: ObjectSelector(allNamespaces: true))
        #expect(list.items.count == 2)
        #expect(http.exchanges[2].request.target == "/api/v1/pods")
    }

    @Test("a listing without items is empty")
    func nullItems() async throws {
        let http = Script.client(.text(200, #"{"metadata": {"resourceVersion": "3"}, "items": null}"#))
        #expect(try await KubernetesClient(http).list(.pods).items.isEmpty)
    }

    @Test("creating sends the manifest to its own namespace, or to the one given")
    func create() async throws {
        let manifest: JSONValue = ["metadata": ["name": "m", "namespace": "own"], "data": ["k": "v"]]
        let http = ScriptedHTTPClient { _, body in .text(201, String(decoding: body, as: UTF8.self)) }
        let client = try KubernetesClient(http)
        let made = try await client.create(manifest, returning: .configMaps)
        try await client.create(manifest, as: .configMaps, in: "given")
        #expect(made.json == manifest)
        #expect(made["data"]?["k"] == "v")
        #expect(
            http.exchanges.map(\.request.target) == ["own", "given"].map { "/api/v1/namespaces/\($0)/configmaps" })
        #expect(http.exchanges[0].request.method == .post)
        #expect(http.exchanges[0].request.headers["Content-Type"] == "application/json")
    }

    @Test("the answer to one of many creations waits for others as long as the client lets it, and no other does")
    func coalescing() async throws {
        let http = ScriptedHTTPClient { _, body in .text(201, #"{"metadata": {"name": "m"}}"#) }
        let client = try KubernetesClient(http, creationCoalescing: .milliseconds(20))
        let manifest: JSONValue = ["metadata": ["name": "m"]]
        try await client.create(manifest, as: .configMaps)
        try await client.create(named: "m", as: .configMaps) { manifest }
        _ = try await client.get(.configMaps, "m")
        #expect(http.exchanges.map(\.request.coalescing) == [.zero, .milliseconds(20), .zero])
    }

    @Test("deleting says how, and whether there was something", arguments: [true, false])
    func delete(exists: Bool) async throws {
        let http = ScriptedHTTPClient { _, _ in exists ? .json(200, ["kind": "Status"]) : .failure(404, "NotFound") }
        let client = try KubernetesClient(http)
        #expect(try await client.delete(.jobs, "j", propagation: .foreground, gracePeriod: 5, uid: "u") == exists)
        let exchange = try #require(http.exchanges.first)
        #expect(exchange.request.method == .delete)
        #expect(
            try CanonicalJSON.decode(JSONValue.self, from: exchange.body) == [
                "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Foreground", "gracePeriodSeconds": 5,
                "preconditions": ["uid": "u"],
            ])
    }

    @Test("deleting all of a selection names it")
    func deleteAll() async throws {
        let http = Script.client(.json(200, ["kind": "JobList"]))
        try await KubernetesClient(http).deleteAll(.jobs, matching: .labels("a=b"))
        #expect(http.exchanges[0].request.target == "/apis/batch/v1/namespaces/zenml/jobs?labelSelector=a%3Db")
    }

    @Test(
        "each patch has its media type",
        arguments: [
            (ObjectPatch.merge(["a": 1]), "application/merge-patch+json", ""),
            (.strategicMerge(["a": 1]), "application/strategic-merge-patch+json", ""),
            (.operations([]), "application/json-patch+json", ""),
            (.apply(["a": 1], manager: "me"), "application/apply-patch+yaml", "?fieldManager=me&force=true"),
        ])
    func patch(patch: ObjectPatch, contentType: String, query: String) async throws {
        let http = Script.client(.json(200, podJSON("p", phase: "Running")))
        let pod = try await KubernetesClient(http).patch(.pods, "p", with: patch)
        #expect(pod.phase == .running)
        #expect(http.exchanges[0].request.headers["Content-Type"] == contentType)
        #expect(http.exchanges[0].request.target == "/api/v1/namespaces/zenml/pods/p\(query)")
    }

    @Test("a log comes piece by piece, with what was asked for in the query")
    func log() async throws {
        let http = ScriptedHTTPClient { _, _ in
            ScriptedHTTPResponse(status: 200, chunks: [Data("one\ntw".utf8), Data("o\nthree".utf8)])
        }
        let options = PodLogOptions(
            container: "main", follow: true, timestamps: true, since: Timestamp.date("2026-01-02T03:04:05Z"),
            tailLines: 10)
        let lines = try await KubernetesClient(http).withLog(of: "p", options: options) { output in
            var lines: [String] = []
            for try await line in output.lines { lines.append(String(decoding: line, as: UTF8.self)) }
            return lines
        }
        #expect(lines == ["one", "two", "three"])
        let request = http.exchanges[0].request
        #expect(
            request.target
                == "/api/v1/namespaces/zenml/pods/p/log?container=main&follow=true&timestamps=true&sinceTime=2026-01-02T03%3A04%3A05.000Z&tailLines=10"
        )
        #expect(request.timeouts?.idle == nil && request.timeouts?.total == nil)
    }

    @Test("a container that has not started has no log yet")
    func logTooEarly() async throws {
        let http = Script.client(.failure(400, "BadRequest", "container is waiting to start: ContainerCreating"))
        let error = await #expect(throws: ApusError.self) {
            try await KubernetesClient(http).withLog(of: "p") { _ in }
        }
        #expect(error?.code == .unavailable)
        #expect(error?.reason?.contains("ContainerCreating") == true)
    }

    @Test("an access review asks about the verb and says what the server says", arguments: [true, false])
    func review(allowed: Bool) async throws {
        let http = Script.client(.json(201, ["status": ["allowed": .boolean(allowed), "reason": "RBAC"]]))
        let review = try await KubernetesClient(http).selfSubjectAccessReview("create", .jobs)
        #expect(review == AccessReview(isAllowed: allowed, reason: "RBAC"))
        #expect(
            try CanonicalJSON.decode(JSONValue.self, from: http.exchanges[0].body)["spec"] == [
                "resourceAttributes": ["verb": "create", "group": "batch", "resource": "jobs", "namespace": "zenml"]
            ])
    }

    @Test("nothing that a client prints holds its token")
    func secrecy() throws {
        let client = try KubernetesClient(Script.client(.text(200, "")))
        var text = ""
        dump(client.access, to: &text)
        #expect(!"\(text) \(client.access)".contains("secret-token"))
    }
}
