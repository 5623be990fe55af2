import ApusHTTP
import ApusModel
import FoundationEssentials
import HollowCluster
import KubernetesClient
import Logging
import Synchronization
import Testing

/// The cluster sends Pods and Jobs in a binary form, which has to say what JSON says.
@Suite("Objects in binary form", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct BinaryFormTests {
    /// The same object read from JSON: the client knows no other form of this type.
    struct FromJSON<Object: KubernetesObject>: KubernetesObject {
        let object: Object
        var metadata: ObjectMetadata { object.metadata }

        init(from decoder: any Decoder) throws { object = try Object(from: decoder) }
    }

    /// Takes down the forms of the answers.
    final class FormRecorder: HTTPClient {
        private let client: CurlHTTPClient
        private let recorded = Mutex<[String]>([])

        init(_ configuration: HTTPClientConfiguration) { client = CurlHTTPClient(configuration: configuration) }

        var forms: [String] { recorded.withLock { $0 } }

        nonisolated(nonsending) func withResponse<Result: Sendable>(
            to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
        ) async throws -> Result {
            try await client.withResponse(to: request) { response in
                recorded.withLock { $0.append(response.headers["Content-Type"] ?? "") }
                return try await body(response)
            }
        }
    }

    static let pods = "/api/v1/namespaces/default/pods"
    static let jobs = "/apis/batch/v1/namespaces/default/jobs"
    static let binary = "application/vnd.kubernetes.protobuf"
    static let time: JSONValue = "2026-02-03T04:05:06Z"

    static func pod(_ name: String, label: String, finalizers: JSONValue = []) -> JSONValue {
        [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": [
                "name": .string(name), "labels": ["form": .string(label), "empty": ""],
                "annotations": ["long": .string(String(repeating: "ä", count: 3000))], "finalizers": finalizers,
            ],
            "spec": [
                "restartPolicy": "Never", "nodeName": "nowhere",
                "initContainers": [["name": "init", "image": "hollow"]],
                "containers": [
                    ["name": "main", "image": "hollow", "resources": ["limits": ["memory": "1Gi", "cpu": "2"]]],
                    ["name": "side", "image": "hollow"],
                ],
            ],
        ]
    }

    static func container(_ name: String, _ state: JSONValue, last: JSONValue = [:]) -> JSONValue {
        [
            "name": .string(name), "image": "hollow", "imageID": "hollow@sha256:00", "ready": true,
            "restartCount": 200, "state": state, "lastState": last,
        ]
    }

    static func ended(_ code: Int, _ more: JSONValue = [:]) -> JSONValue {
        [
            "terminated": .object([
                "exitCode": .integer(Int64(code)), "startedAt": time, "finishedAt": "2026-02-03T04:05:07Z",
            ]).merging(more)
        ]
    }

    static let podStatuses: [String: JSONValue] = [
        "waiting": [
            "phase": "Pending",
            "conditions": [
                [
                    "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "no node",
                    "lastTransitionTime": time,
                ]
            ],
            "containerStatuses": [
                container("main", ["waiting": ["reason": "ImagePullBackOff", "message": "back-off"]]),
                container("side", ["waiting": [:]]),
            ],
            "initContainerStatuses": [container("init", ended(0, ["reason": "Completed"]))],
        ],
        "running": [
            "phase": "Running", "podIP": "10.0.0.7", "startTime": time,
            "containerStatuses": [
                container("main", ["running": ["startedAt": time]], last: ended(137, ["reason": "OOMKilled"])),
                container("side", [:]),
            ],
        ],
        "failed": [
            "phase": "Failed", "reason": "Evicted", "message": "the node was low on memory",
            "containerStatuses": [
                container("main", ended(-1, ["signal": 9, "reason": "Error", "message": "two\nlines"]))
            ],
        ],
    ]

    static func job(_ name: String, label: String, owner: JSONValue? = nil) -> JSONValue {
        [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": [
                "name": .string(name), "labels": ["form": .string(label)],
                "ownerReferences": owner.map { [$0] } ?? [],
            ],
            "spec": [
                "parallelism": 0,
                "template": ["spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "hollow"]]]],
            ],
        ]
    }

    static let jobStatus: JSONValue = [
        "status": [
            "active": 3, "succeeded": 300, "failed": 70_000, "startTime": time, "completionTime": time,
            "conditions": [
                ["type": "Suspended", "status": "False"],
                ["type": "Failed", "status": "True", "reason": "DeadlineExceeded", "message": "too long"],
            ],
        ]
    ]

    /// Makes the objects with a label that nothing else has.
    static func make(_ label: String, on cluster: ClusterEndpoint) async throws {
        for (name, status) in podStatuses.sorted(by: { $0.key < $1.key }) {
            try await cluster.send(.post, pods, pod("\(label)-\(name)", label: label))
            try await cluster.merge("\(pods)/\(label)-\(name)/status", ["status": status])
        }
        let leaving = "\(pods)/\(label)-leaving"
        try await cluster.send(.post, pods, pod("\(label)-leaving", label: label, finalizers: ["example.com/x"]))
        try await cluster.send(.delete, leaving, ["gracePeriodSeconds": 7])
        try await cluster.merge(leaving, ["metadata": ["finalizers": .null]])
        let owner = try await cluster.send(.post, jobs, job("\(label)-owner", label: label))
        let reference: JSONValue = [
            "apiVersion": "batch/v1", "kind": "Job", "name": .string("\(label)-owner"),
            "uid": owner["metadata"]?["uid"] ?? "", "controller": true,
        ]
        try await cluster.send(.post, jobs, job("\(label)-owned", label: label, owner: reference))
        try await cluster.merge("\(jobs)/\(label)-owned/status", jobStatus)
    }

    static func remove(_ label: String, from cluster: ClusterEndpoint) async {
        for path in [jobs, pods] {
            // What is not there any more is as good as removed.
            _ = try? await cluster.send(
                .delete, "\(path)?labelSelector=form%3D\(label)",
                ["gracePeriodSeconds": 0, "propagationPolicy": "Background"])
        }
    }

    /// The objects of a kind, watched in both forms.
    struct Twins<Object: KubernetesObject & Hashable> {
        let client: KubernetesClient
        let kind: ResourceKind<Object>
        let twin: ResourceKind<FromJSON<Object>>
        let selector: ObjectSelector
        var events: AsyncThrowingStream<WatchEvent<Object>, any Error>.Iterator
        var twinEvents: AsyncThrowingStream<WatchEvent<FromJSON<Object>>, any Error>.Iterator

        /// Returns when both watches are about to begin.
        init(_ kind: ResourceKind<Object>, _ client: KubernetesClient, _ selector: ObjectSelector) async throws {
            self.client = client
            self.kind = kind
            self.selector = selector
            twin = ResourceKind(group: kind.group, version: kind.version, plural: kind.plural, kind: kind.kind)
            events = Reflector(client, kind, matching: selector).events().makeAsyncIterator()
            twinEvents = Reflector(client, twin, matching: selector).events().makeAsyncIterator()
            let first = (try await events.next(), try await twinEvents.next())
            guard case (.synced?, .synced?) = first else { throw ApusError(.conflict, "somebody was here: \(first)") }
        }

        /// Reads both up to the last change of the object of that name.
        mutating func expectAlike(until last: (Object) -> Bool) async throws {
            while let event = try await events.next(), let other = try await twinEvents.next() {
                switch (event, other) {
                case (.added(let object), .added(let same)), (.modified(let object), .modified(let same)),
                    (.deleted(let object), .deleted(let same)):
                    #expect(object == same.object)
                    if last(object) { return }
                default: Issue.record("one form tells \(event), the other \(other)")
                }
            }
            Issue.record("a watch ended before the last change")
        }

        /// Lists in both forms, again where something changed in between.
        func expectAlikeInLists() async throws {
            while true {
                let listed = try await client.list(kind, matching: selector, pageSize: 2).items
                let others = try await client.list(twin, matching: selector, pageSize: 2).items.map(\.object)
                guard listed.map(\.metadata.resourceVersion) == others.map(\.metadata.resourceVersion) else { continue }
                #expect(listed == others && listed.count > 1)
                return
            }
        }
    }

    @Test func `tell the same of Pods and Jobs as JSON, in lists and in watches`() async throws {
        let cluster = try ClusterEndpoint.current()
        let recorder = Mutex<FormRecorder?>(nil)
        var access = cluster.access
        access.namespace = "default"
        let makeHTTP: @Sendable (HTTPClientConfiguration) -> any HTTPClient = { configuration in
            let client = FormRecorder(configuration)
            recorder.withLock { $0 = client }
            return client
        }
        let client = KubernetesClient(
            access, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, http: makeHTTP)
        let label = "form-\(UInt32.random(in: 0...UInt32.max))"
        let selector = ObjectSelector.labels("form=\(label)")
        var pods = try await Twins(.pods, client, selector)
        var jobs = try await Twins(.jobs, client, selector)
        do {
            try await Self.make(label, on: cluster)
            try await pods.expectAlike { $0.phase == .pending && $0.metadata.deletedAt != nil }
            try await pods.expectAlike { $0.metadata.name.hasSuffix("leaving") }
            try await jobs.expectAlike { $0.failed == 70_000 }
            try await pods.expectAlikeInLists()
            try await jobs.expectAlikeInLists()
        } catch {
            await Self.remove(label, from: cluster)
            throw error
        }
        await Self.remove(label, from: cluster)
        let forms = recorder.withLock { $0?.forms } ?? []
        #expect(forms.contains { $0.hasPrefix(Self.binary) && $0.contains("stream=watch") }, "\(forms)")
        #expect(forms.contains(Self.binary) && forms.contains("application/json"), "\(forms)")
    }

    @Test func `say what is wrong as JSON does`() async throws {
        let client = try ClusterEndpoint.current().client
        let binary = await #expect(throws: ApusError.self) {
            let _: Pod = try await client.get(.pods, "nobody")
        }
        let json = await #expect(throws: ApusError.self) {
            let _: FromJSON<Pod> = try await client.get(ResourceKind(plural: "pods", kind: "Pod"), "nobody")
        }
        let status = try #require(binary?.cause as? APIStatus)
        #expect(status == json?.cause as? APIStatus)
        #expect(status.reason == "NotFound" && status.name == "nobody" && status.kind == "pods", "\(status)")
    }
}
