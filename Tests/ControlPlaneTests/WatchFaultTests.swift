import ApusModel
import FoundationEssentials
import HollowCluster
import KubernetesClient
import Synchronization
import Testing

/// Rows 1 to 6 and 44 of the table of faults: watches that break, lie or go silent.
@Suite("Faults of watches", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct WatchFaultTests {
    static let chain: [PlannedStep] = [.hollow("a"), .hollow("b", after: ["a"]), .hollow("c", after: ["b"])]

    @Test func `row 1: a watch that is closed again and again misses nothing and repeats nothing`() async throws {
        let setup = TrialSetup(Self.chain) { _, player in player.script(lasting: .milliseconds(400)) }
        try await ClusterTrial.run(setup) { trial in
            trial.proxy.inject(.end(after: .milliseconds(150)), into: RequestPattern("watch"), times: nil)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1, "c": 1])
            #expect(trial.proxy.count("watch", "pods") > 4)
            #expect(trial.proxy.count("list", "jobs") == 1)
            #expect(trial.logged("debug: started").count == 3)
        }
    }

    enum Gone: CaseIterable {
        case asStatus, inStream
    }

    @Test(arguments: Gone.allCases)
    func `row 2: when the server has forgotten the place, a listing brings what was missed`(gone: Gone) async throws {
        let setup = TrialSetup([.hollow("a", retries: 0), .hollow("b", after: ["a"])]) { pod, player in
            // Only the watch can tell of this end.
            pod.attempt?.number == 1 && pod.attempt?.step == "a"
                ? player.script(
                    .none, lasting: .milliseconds(300), ending: .stopped(reason: "Evicted", message: "full"))
                : player.script()
        }
        try await ClusterTrial.run(setup) { trial in
            let pods = RequestPattern("watch", "pods")
            let end: [StreamPiece] =
                switch gone {
                case .asStatus: [.cut]
                case .inStream: [.line(Self.expired), .end]
                }
            trial.proxy.inject(
                .edit { number, line in
                    if number < 0 { return [] }
                    return String(decoding: line, as: UTF8.self).contains("Evicted") ? end : [.line(line)]
                }, into: pods)
            if gone == .asStatus {
                trial.proxy.inject(.answer(.failure(410, "Expired", "too old resource version")), into: pods)
            }
            try await trial.expectEnd(.succeeded, attempts: ["a": 2, "b": 1])
            #expect(trial.proxy.count("list", "pods") == 1, "\(trial.proxy.record)")
        }
    }

    private static let expired =
        #"{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}"#

    @Test func `row 2: a listing whose next page is gone is read whole`() async throws {
        let gate = Gate()
        let setup = TrialSetup((1...3).map { .hollow("s\($0)") }) { _, player in player.script { try await gate.pass() }
        }
        try await ClusterTrial.run(setup) { trial in
            let first = Task { try await trial.drive() }
            try await trial.wait(for: "three running steps") { gate.count == 3 }
            first.cancel()
            _ = await first.result
            let lists = RequestPattern("list", "jobs")
            trial.proxy.inject(
                .rewrite { answer in
                    guard var list = Self.object(answer.body), let items = list["items"]?.arrayValue else { return }
                    list["items"] = .array(Array(items.prefix(1)))
                    list["metadata"] = ["continue": "lost", "resourceVersion": "1"]
                    answer.body = (try? CanonicalJSON.encode(JSONValue.object(list))) ?? Data()
                }, into: lists)
            trial.proxy.inject(
                .answer(.failure(410, "Expired", "the continue parameter is too old")),
                into: RequestPattern("list", "jobs") { $0.query.contains("continue=lost") })
            let second = Task { try await trial.drive() }
            try await trial.wait(for: "the adoption") { !trial.logged("driving the run", "held\": 3").isEmpty }
            gate.open()
            try await trial.expect(try await second.value, .succeeded, attempts: ["s1": 1, "s2": 1, "s3": 1])
            #expect(trial.proxy.count("create", "jobs") == 3)
        }
    }

    @Test func `row 3: after a bookmark a watch goes on from there, without a listing`() async throws {
        try await ClusterTrial.run(TrialSetup(Self.chain)) { trial in
            let old = try await trial.cluster.client.list(.jobs, in: trial.namespace).resourceVersion
            try await trial.create("configmaps", ["kind": "ConfigMap", "metadata": ["name": "moves-the-version"]])
            let current = Mutex("")
            trial.proxy.inject(
                .rewrite { answer in
                    guard var list = Self.object(answer.body) else { return }
                    current.withLock { $0 = list["metadata"]?["resourceVersion"]?.stringValue ?? "" }
                    list["metadata"] = ["resourceVersion": .string(old)]
                    answer.body = (try? CanonicalJSON.encode(JSONValue.object(list))) ?? Data()
                }, into: RequestPattern("list", "jobs"))
            trial.proxy.inject(
                .edit { _, _ in
                    let version = current.withLock { $0 }
                    let object = #"{"kind":"Job","metadata":{"resourceVersion":"\#(version)"}}"#
                    return [.line(#"{"type":"BOOKMARK","object":\#(object)}"#), .cut]
                }, into: RequestPattern("watch", "jobs"))
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1, "c": 1])
            let watches = trial.proxy.record(of: "watch", "jobs")
            let version = current.withLock { $0 }
            #expect(version != old && watches.count > 1, "\(watches)")
            #expect(watches[0].request.query.contains("resourceVersion=\(old)&"))
            #expect(watches.dropFirst().first?.request.query.contains("resourceVersion=\(version)&") == true)
            #expect(trial.proxy.count("list", "jobs") == 1)
        }
    }

    @Test func `row 4: a watch that has gone silent is replaced, and what happened meanwhile is seen`() async throws {
        var setup = TrialSetup([.hollow("a")]) { pod, player in
            pod.attempt?.number == 1
                ? player.script(
                    .none, lasting: .milliseconds(300), ending: .stopped(reason: "Evicted", message: "full"))
                : player.script()
        }
        setup.watchTiming.idle = .seconds(1)
        try await ClusterTrial.run(setup) { trial in
            trial.proxy.inject(.silence(afterLines: 1), into: RequestPattern("watch", "pods"))
            try await trial.expectEnd(.succeeded, attempts: ["a": 2])
            #expect(trial.proxy.count("watch", "pods") > 1)
        }
    }

    @Test func `row 5: a pod that is gone before its success was seen has succeeded all the same`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b", after: ["a"])])) { trial in
            trial.proxy.inject(
                .edit { number, line in
                    let text = String(decoding: line, as: UTF8.self)
                    let isHidden = text.contains(#""phase":"Succeeded""#) && !text.hasPrefix(#"{"type":"DELETED""#)
                    return number < 0 || isHidden ? [] : [.line(line)]
                }, into: RequestPattern("watch", "pods"), times: nil)
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the end of both pods") {
                try await trial.pods().filter { $0.phase == .succeeded }.count == 2
            }
            try await trial.delete("pods")
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1, "b": 1])
        }
    }

    struct Oddity: CustomTestStringConvertible {
        let testDescription: String
        let pieces: [StreamPiece]
    }

    static let oddities = [
        Oddity(testDescription: "a truncated line", pieces: [.line(#"{"type":"ADDED","obj"#)]),
        Oddity(
            testDescription: "a line that breaks off with the connection", pieces: [.bytes(Data(#"{"ty"#.utf8)), .cut]),
        Oddity(testDescription: "a line that breaks off at the end", pieces: [.bytes(Data(#"{"ty"#.utf8)), .end]),
        Oddity(testDescription: "no JSON", pieces: [.line("<html>")]),
        Oddity(testDescription: "an empty line", pieces: [.line("")]),
        Oddity(
            testDescription: "a huge line", pieces: [.line(Data(repeating: UInt8(ascii: "x"), count: 5 << 20))]),
        Oddity(testDescription: "an unknown type", pieces: [.line(#"{"type":"RENAMED","object":{"a":1}}"#)]),
        Oddity(
            testDescription: "an object of another kind",
            pieces: [.line(#"{"type":"ADDED","object":{"kind":"Thing","spec":{"containers":7},"extra":[]}}"#)]),
    ]

    @Test(arguments: oddities)
    func `row 6: what a watch cannot read does not stop the run`(oddity: Oddity) async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b", after: ["a"])])) { trial in
            for resource in ["pods", "jobs"] {
                trial.proxy.inject(.insert(oddity.pieces), into: RequestPattern("watch", resource))
            }
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            #expect(trial.proxy.record.filter { $0.fault == "edited" }.count == 2)
        }
    }

    @Test func `row 6: unknown fields of known objects are passed over`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b", after: ["a"])])) { trial in
            trial.proxy.inject(
                .edit { number, line in
                    let text = String(decoding: line, as: UTF8.self)
                        .replacing(#""status":{"#, with: #""status":{"fromTheFuture":{"a":[1]},"#)
                    return number < 0 ? [] : [.line(text)]
                }, into: RequestPattern("watch"), times: nil)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            #expect(trial.proxy.count("list", "jobs") == 1)
        }
    }

    @Test func `row 44: objects with the run's labels and nonsense in the others are passed over`() async throws {
        try await ClusterTrial.run(TrialSetup(Self.chain)) { trial in
            let nonsense: [[String: JSONValue]] = [
                ["apus.dev/step": "a", "apus.dev/attempt": "many"],
                ["apus.dev/step": "a", "apus.dev/attempt": "99999999999999999999"],
                ["apus.dev/step": "a", "apus.dev/attempt": ""], ["apus.dev/attempt": "1"], [:],
            ]
            for (index, labels) in nonsense.enumerated() {
                let own: [String: JSONValue] = [
                    "apus.dev/run-id": .string(trial.run.id.rawValue), "apus.dev/role": "step",
                ]
                try await trial.create(
                    "pods",
                    [
                        "kind": "Pod",
                        "metadata": [
                            "name": .string("nonsense-\(index)"), "labels": .object(own.merging(labels) { $1 }),
                            "annotations": ["apus.dev/server": .string(String(repeating: "\u{1F600}", count: 1000))],
                        ],
                        "spec": [
                            "nodeSelector": ["nowhere": "yes"], "containers": [["name": "main", "image": "hollow"]],
                        ],
                    ])
            }
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1, "c": 1])
        }
    }

    private static func object(_ data: Data) -> [String: JSONValue]? {
        (try? CanonicalJSON.decode(JSONValue.self, from: data))?.objectValue
    }
}
