/// Images of several platforms under one name.
struct ImageIndex: Codable {
    let manifests: [ImageDescriptor]
}
