/// The objects that a watch has told of, to see what is new in a fresh listing.
struct KnownObjects<Object: KubernetesObject> {
    private struct Key: Hashable {
        let namespace: String?
        let name: String
    }

    private var objects: [Key: Object] = [:]

    /// Takes over a complete listing.
    /// - Returns: the difference to what was known, deletions first.
    mutating func replace(by listed: [Object]) -> [WatchEvent<Object>] {
        let keys = Set(listed.map(Self.key))
        let gone = objects.filter { !keys.contains($0.key) }.sorted { $0.key.name < $1.key.name }
        for (key, _) in gone { objects[key] = nil }
        return gone.map { .deleted($0.value) } + listed.flatMap { put($0) }
    }

    /// Takes over a new or changed object.
    mutating func put(_ object: Object) -> [WatchEvent<Object>] {
        let known = objects.updateValue(object, forKey: Self.key(object))
        guard let known else { return [.added(object)] }
        if known.metadata.uid != object.metadata.uid { return [.deleted(known), .added(object)] }
        let isSame = known.metadata.resourceVersion == object.metadata.resourceVersion
        return isSame && !object.metadata.resourceVersion.isEmpty ? [] : [.modified(object)]
    }

    /// Takes note of an object's end.
    mutating func remove(_ object: Object) -> [WatchEvent<Object>] {
        objects.removeValue(forKey: Self.key(object)) == nil ? [] : [.deleted(object)]
    }

    private static func key(_ object: Object) -> Key {
        Key(namespace: object.metadata.namespace, name: object.metadata.name)
    }
}
