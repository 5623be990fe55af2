import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization

/// An API server in memory, as far as schedules need one: it keeps what is applied, by path.
final class ScheduleCluster: Sendable {
    static let url = "https://cluster.test:6443"
    private let refusal = Mutex<(path: String, status: Int)?>(nil)
    private let objects = Mutex<[String: JSONValue]>([:])
    private let minor: Int

    /// - Parameter minor: the second number of the server's version.
    init(minor: Int) { self.minor = minor }

    /// What is kept, by path from the resource's name on: `cronjobs/nightly-1a2b`.
    var kept: [String: JSONValue] {
        objects.withLock { objects in
            Dictionary(objects.map { (Self.short($0.key), $0.value) }) { first, _ in first }
        }
    }

    /// The whole paths.
    var paths: Set<String> { objects.withLock { Set($0.keys) } }

    /// Refuses calls whose path has `part` from now on, `nil` none.
    func refuse(_ part: String?, with status: Int = 503) { refusal.withLock { $0 = part.map { ($0, status) } } }

    func forget(_ path: String) { objects.withLock { $0 = $0.filter { Self.short($0.key) != path } } }

    var client: ScriptedHTTPClient {
        ScriptedHTTPClient { [self] request, body in
            let path = String(request.url.dropFirst(Self.url.count).prefix { $0 != "?" })
            if let (part, status) = refusal.withLock({ $0 }), path.contains(part) {
                return Self.answer(status, Self.status(status))
            }
            return try answer(request, path, body)
        }
    }

    private func answer(_ request: HTTPRequest, _ path: String, _ body: Data) throws -> ScriptedHTTPResponse {
        let json = body.isEmpty ? JSONValue.null : try CanonicalJSON.decode(JSONValue.self, from: body)
        switch (request.method.rawValue, path) {
        case ("GET", "/version"):
            return Self.answer(
                200, ["major": "1", "minor": .string("\(minor)"), "gitVersion": .string("v1.\(minor).0")])
        case ("GET", "/apis/batch/v1"): return Self.resources(["jobs"] + (minor >= 21 ? ["cronjobs"] : []))
        case ("GET", "/apis/batch/v1beta1"):
            return minor >= 25 ? Self.answer(404, Self.status(404)) : Self.resources(["cronjobs"])
        case ("POST", _): return Self.answer(201, json)
        case ("PATCH", _): return patch(path, json, isApply: request.headers["Content-Type"]?.contains("apply") == true)
        case ("GET", _): return list(path, request)
        case ("DELETE", _):
            let found = objects.withLock { $0.removeValue(forKey: path) }
            return found == nil ? Self.answer(404, Self.status(404)) : Self.answer(200, Self.status(200))
        default: return Self.answer(405, Self.status(405))
        }
    }

    private func patch(_ path: String, _ json: JSONValue, isApply: Bool) -> ScriptedHTTPResponse {
        objects.withLock { objects in
            guard isApply || objects[path] != nil else { return Self.answer(404, Self.status(404)) }
            var members = (objects[path] ?? .object([:])).merging(json).objectValue ?? [:]
            // What other patches set stays when a manifest is applied, but not in the spec, which is all the manifest's.
            if isApply { members["spec"] = json["spec"] }
            var object = JSONValue.object(members)
            let uid = JSONValue.string("uid-\(Self.short(path))")
            object = object.merging(["metadata": ["uid": uid]])
            objects[path] = object
            return Self.answer(200, object)
        }
    }

    private func list(_ path: String, _ request: HTTPRequest) -> ScriptedHTTPResponse {
        let selector = request.url.split(separator: "labelSelector=").last?.prefix { $0 != "&" }
        let labels = PercentEncoding.decode(String(selector ?? ""))?.split(separator: ",") ?? []
        let items = objects.withLock { objects in
            objects.filter { $0.key.hasPrefix(path + "/") }.sorted { $0.key < $1.key }.map(\.value).filter { object in
                labels.allSatisfy { label in
                    let parts = label.split(separator: "=").map(String.init)
                    let value = object["metadata"]?["labels"]?[parts[0]]
                    return parts.count == 1 ? value != nil : value == .string(parts[1])
                }
            }
        }
        return Self.answer(200, ["metadata": ["resourceVersion": "1"], "items": .array(items)])
    }

    private static func resources(_ names: [String]) -> ScriptedHTTPResponse {
        answer(200, ["resources": .array(names.map { ["name": .string($0)] })])
    }

    private static func status(_ code: Int) -> JSONValue {
        [
            "kind": "Status", "status": code < 300 ? "Success" : "Failure", "code": .integer(Int64(code)),
            "message": "it says no",
        ]
    }

    private static func answer(_ status: Int, _ json: JSONValue) -> ScriptedHTTPResponse {
        .text(status, (try? CanonicalJSON.text(json)) ?? "")  // JSON values always encode
    }

    private static func short(_ path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }
}
