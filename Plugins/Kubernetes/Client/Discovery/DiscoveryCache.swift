/// What a client found out about its server; kept as long as the client.
actor DiscoveryCache {
    private(set) var version: ServerVersion?
    private(set) var groupVersions: Set<String>?
    private(set) var resources: [String: Set<String>] = [:]

    func keep(_ version: ServerVersion) { self.version = version }
    func keep(_ groupVersions: Set<String>) { self.groupVersions = groupVersions }
    func keep(_ resources: Set<String>, of groupVersion: String) { self.resources[groupVersion] = resources }
}
