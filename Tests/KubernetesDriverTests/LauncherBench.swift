import ApusDriver
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import KubernetesManifests
import Logging
import Waiting

/// A launcher whose API server is a script.
struct LauncherBench {
    let run: Run
    let http: ScriptedHTTPClient

    /// - Parameters:
    ///   - startedAt: when the first driver took up the run.
    ///   - answer: to one request, by its method and its path without what comes before the namespace's name;
    ///     `nil` for an empty listing, and for what was created.
    init(
        startedAt: Date? = nil,
        _ answer: @escaping @Sendable (_ request: String, _ query: String) throws -> ScriptedHTTPResponse? = { _, _ in
            nil
        }
    ) {
        run = Run(
            id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "r-1", pipeline: "p", stack: "s",
            createdAt: Date(timeIntervalSince1970: 0), startedAt: startedAt)
        http = ScriptedHTTPClient { request, body in
            let parts = request.url.split(separator: "?", maxSplits: 1).map(String.init)
            let path = parts[0].split(separator: "/namespaces/zenml/").last.map(String.init) ?? ""
            let query = parts.count > 1 ? parts[1] : ""
            // A watch that says nothing.
            if query.contains("watch=true") {
                return ScriptedHTTPResponse(status: 200, body: AsyncThrowingStream { _ in })
            }
            if let answer = try answer("\(request.method.rawValue) \(path)", query) { return answer }
            switch request.method {
            case .post: return .text(201, String(decoding: body, as: UTF8.self))
            case .get: return .text(200, #"{"metadata":{"resourceVersion":"1"},"items":[]}"#)
            default: return .text(200, #"{"metadata":{"name":"x"},"kind":"Status"}"#)
            }
        }
    }

    func launcher(
        _ plan: RunPlan? = nil, clock: any Clock<Duration> = ContinuousClock()
    ) throws -> KubernetesStepLauncher {
        let plan =
            plan
            ?? RunPlan(
                pipeline: "p", stack: "s", steps: [PlannedStep(name: "a", command: .shell("true"), image: "i")])
        let access = try ClusterAccess(
            server: "https://cluster.test:6443", name: "test", namespace: "zenml",
            credential: .token(SecretString("secret-token")))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let options = try PlanOptions(plan)
        let http = http
        return KubernetesStepLauncher(
            client: KubernetesClient(access, retry: RetryPolicy(attempts: 1), logger: logger, http: { _ in http }),
            run: run, options: options,
            manifests: JobManifest(
                run: run, plan: plan, options: options, server: ServerEnvironment(url: "", token: .secret("t")),
                pullSecret: "pull"),
            namespace: "zenml", owner: JobOwner(name: "o", uid: "u"), clock: clock, logger: logger)
    }

    var attempt: Attempt.Key { Attempt.Key(run: run.id, step: "a", number: 1) }

    /// What `launcher` observes until `isEnough` is true of the last of it, and it has sent what begins with `request`.
    func observations(
        of launcher: KubernetesStepLauncher, sending request: String = "",
        until isEnough: (StepObservation.Change) -> Bool
    ) async throws -> [StepObservation.Change] {
        let (stream, feed) = AsyncStream.makeStream(of: StepObservation.self)
        let observing = Task { try await launcher.observe { feed.yield($0) } }
        var seen: [StepObservation.Change] = []
        for await observation in stream {
            seen.append(observation.change)
            if isEnough(observation.change) { break }
        }
        try await eventually("the request '\(request)'") {
            requests.contains { $0.hasPrefix(request) }
        } otherwise: {
            "\(requests)"
        }
        observing.cancel()
        _ = await observing.result
        return seen
    }

    /// Method and path of every request, without what comes before the namespace's name.
    var requests: [String] {
        http.exchanges.map { exchange in
            let path = exchange.request.url.split(separator: "?").first ?? ""
            return "\(exchange.request.method.rawValue) \(path.split(separator: "/namespaces/zenml/").last ?? "")"
        }
    }

    /// How many times objects were listed.
    func listings(_ plural: String) -> Int {
        http.exchanges.count {
            $0.request.method == .get && $0.request.url.contains("/\(plural)?")
                && !$0.request.url.contains("watch=true")
        }
    }

    /// The moments of the cluster that watches began at.
    var watchedVersions: [Substring] {
        http.exchanges.map(\.request.url).filter { $0.contains("watch=true") }.map { url in
            url.split(separator: "&").first { $0.hasPrefix("resourceVersion=") }?.dropFirst(16) ?? "none"
        }
    }

    /// The Events that were made, or tried to be.
    var events: [JSONValue] {
        http.exchanges.filter { $0.request.method == .post && $0.request.url.hasSuffix("/events") }
            .compactMap { try? CanonicalJSON.decode(JSONValue.self, from: $0.body) }  // it always is JSON
    }

    /// A listing of one object with the attempt's labels.
    func list(_ members: [String: JSONValue], named name: String, uid: String) throws -> ScriptedHTTPResponse {
        let metadata: JSONValue = [
            "name": .string(name), "uid": .string(uid), "resourceVersion": "1",
            "labels": .object([
                ObjectLabel.runID: .string(run.id.rawValue), ObjectLabel.step: "a", ObjectLabel.attempt: "1",
            ]),
        ]
        let item = JSONValue.object(members).merging(["metadata": metadata])
        return .text(200, try CanonicalJSON.text(["metadata": ["resourceVersion": "1"], "items": [item]] as JSONValue))
    }

    static func refusal(_ code: Int64, _ message: String) throws -> ScriptedHTTPResponse {
        .text(
            Int(code),
            try CanonicalJSON.text(
                ["kind": "Status", "status": "Failure", "code": .integer(code), "message": .string(message)]
                    as JSONValue
            ))
    }
}
