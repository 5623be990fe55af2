import ApusModel

extension KubernetesClient {
    /// The server's version, asked for once.
    public func serverVersion() async throws -> ServerVersion {
        if let version = await discovery.version { return version }
        let request = APIRequest(action: "reading the version", path: "/version")
        let version = try await send(request, as: ServerVersion.self)
        await discovery.keep(version)
        return version
    }

    /// The API groups with their versions, as `batch/v1`, and `v1` for the core; asked for once.
    public func groupVersions() async throws -> Set<String> {
        if let known = await discovery.groupVersions { return known }
        let request = APIRequest(action: "reading the API groups", path: "/apis")
        let groups = try await send(request, as: ServedGroups.self)
        let all = Set(groups.groups.flatMap(\.versions).map(\.groupVersion)).union(["v1"])
        await discovery.keep(all)
        return all
    }

    /// Whether the server has this kind in this version; asked for once.
    ///
    /// A group's version may have some of its kinds only: servers up to 1.20 have `batch/v1` without CronJobs.
    public func serves<Object>(_ kind: ResourceKind<Object>) async throws -> Bool {
        if let known = await discovery.resources[kind.apiVersion] { return known.contains(kind.plural) }
        let request = APIRequest(
            action: "reading the kinds of \(kind.apiVersion)",
            path: kind.group.isEmpty ? "/api/\(kind.version)" : "/apis/\(kind.group)/\(kind.version)")
        let names: Set<String>
        do {
            names = Set(try await send(request, as: ServedResources.self).resources.map(\.name))
        } catch let error as ApusError where error.code == .notFound {
            names = []
        }
        await discovery.keep(names, of: kind.apiVersion)
        return names.contains(kind.plural)
    }
}

/// The `APIGroupList` that `/apis` answers.
private struct ServedGroups: Decodable, Sendable {
    struct Group: Decodable { let versions: [Version] }
    struct Version: Decodable { let groupVersion: String }
    let groups: [Group]
}

/// The `APIResourceList` of a group's version.
private struct ServedResources: Decodable, Sendable {
    struct Resource: Decodable { let name: String }
    let resources: [Resource]
}
