import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    func examine() async -> [Finding] {
        let client: KubernetesClient
        let reached: Finding
        do {
            client = try await cluster.client()
            let version = try await client.serverVersion()
            reached = Self.judge(version, of: client.access.server)
        } catch {
            return [Finding("API server", failed: error)]
                + ["clock", "namespace", "permissions"].map {
                    Finding($0, .skipped, "the API server has to be reached first")
                }
        }
        async let clock = examineClock(client)
        async let place = Finding.reporting("namespace") {
            try await checkNamespace(client)
            return namespace
        }
        async let permissions = examinePermissions(client)
        return await [reached, clock, place] + permissions
    }

    /// Kubernetes 1.20 is the oldest that Apus is tried on.
    private static func judge(_ version: ServerVersion, of server: String) -> Finding {
        let oldest = ServerVersion(major: 1, minor: 20, description: "v1.20")
        let text = "\(version) at \(server)"
        return version < oldest
            ? Finding("API server", .warning, "\(text) is older than \(oldest), the oldest that Apus is tried on")
            : Finding("API server", .ok, text)
    }

    /// Certificates and tokens are valid by the clock.
    private func examineClock(_ client: KubernetesClient) async -> Finding {
        do {
            guard let lead = try await client.clockLead() else {
                return Finding("clock", .skipped, "the server does not say what time it is")
            }
            let seconds = Int(lead.rounded())
            if abs(seconds) <= Self.tolerableLead { return Finding("clock", .ok, "\(abs(seconds)) s apart") }
            return Finding(
                "clock", .warning, "the server's is \(abs(seconds)) s \(seconds > 0 ? "ahead" : "behind")",
                hint: "set this machine's clock, or the server's: tokens and certificates are valid by it")
        } catch {
            return Finding("clock", failed: error)
        }
    }

    private func examinePermissions(_ client: KubernetesClient) async -> [Finding] {
        await withTaskGroup(of: (Int, Finding).self) { group in
            for (index, need) in needs.enumerated() {
                group.addTask { (index, await examine(need, client)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func examine(_ need: Need, _ client: KubernetesClient) async -> Finding {
        let check = "may \(need.verb) \(need.resource)"
        do {
            let review = try await need.review(client, namespace)
            if review.isAllowed { return Finding(check, .ok) }
            return Finding(
                check, .failed, review.reason.isEmpty ? "refused" : review.reason,
                hint: "kubectl auth can-i \(need.verb) \(need.resource) -n \(namespace)")
        } catch {
            return Finding(check, failed: error)
        }
    }

    /// What submitting and following a run asks for. Without a configured service account one is made too.
    private var needs: [Need] {
        let always = [
            Need("create", .jobs), Need("get", .jobs), Need("watch", .jobs), Need("list", .pods), Need("watch", .pods),
            Need("get", .pods, subresource: "log"), Need("create", .secrets), Need("patch", .secrets),
        ]
        if configuration.serviceAccountName != nil { return always }
        return always + [Need("create", .serviceAccounts), Need("create", .roleBindings)]
    }

    /// Seconds that clocks may be apart: less than any token or certificate minds.
    private static var tolerableLead: Int { 30 }
}

/// Something that the credentials have to allow in the namespace.
private struct Need: Sendable {
    let verb: String
    /// As kubectl takes it: `pods/log`.
    let resource: String
    let review: @Sendable (KubernetesClient, String) async throws -> AccessReview

    init<Object>(_ verb: String, _ kind: ResourceKind<Object>, subresource: String? = nil) {
        self.verb = verb
        let group = kind.group.isEmpty ? "" : ".\(kind.group)"
        resource = kind.plural + group + (subresource.map { "/\($0)" } ?? "")
        review = { client, namespace in
            try await client.selfSubjectAccessReview(verb, kind, subresource: subresource, in: namespace)
        }
    }
}
