import ApusArchive
import ApusCore
import ApusHTTP
import ApusHashing
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

@testable import ApusOCI

/// Layers and images for tests.
struct TestImages {
    let folder: FilePath

    /// A gzip-compressed tar file with one file in it.
    func layer(_ name: String, _ content: String) async throws -> ImageLayer {
        let source = folder.appending("\(name).txt")
        try Data(content.utf8).write(to: URL(filePath: source.string))
        let file = folder.appending("\(name).tar.gz")
        let written = try await Archive.write(
            [ArchiveEntry("\(name).txt", .file(source))], to: file, compression: .gzip())
        return ImageLayer(
            file: file, digest: written.digest, size: written.size, uncompressedDigest: written.uncompressedDigest)
    }

    func twoLayers() async throws -> [ImageLayer] { [try await layer("one", "1"), try await layer("two", "2")] }

    static let configuration: JSONValue = [
        "architecture": .string(ImagePlatform.host.architecture), "os": "linux", "created": "2020-01-01T00:00:00Z",
        "config": ["Env": ["PATH=/bin", "LANG=C"], "Cmd": ["sh"], "Entrypoint": ["/init"], "WorkingDir": "/"],
        "rootfs": ["type": "layers", "diff_ids": []],
    ]

    /// Puts an image of one layer into a registry and returns its digest.
    @discardableResult
    func push(
        to host: String, _ repository: String, tag: String, isDocker: Bool = false, content: String = "base"
    ) async throws -> ContentDigest {
        let client = RegistryClient(host: host, isPlain: true, http: CurlHTTPClient())
        let layer = try await layer("\(repository.replacing("/", with: "-"))-\(tag)", content)
        var configuration = try #require(ImageConfiguration(CanonicalJSON.encode(Self.configuration)))
        configuration.append(layer: layer.uncompressedDigest)
        let data = try configuration.encoded()
        let transfer = BlobTransfer(destination: client, repository: repository, source: client)
        let layerDescriptor = ImageDescriptor(
            mediaType: isDocker ? .dockerLayer : .ociLayer, digest: layer.digest, size: layer.size)
        let configDescriptor = ImageDescriptor(
            mediaType: isDocker ? .dockerConfiguration : .ociConfiguration, digest: ContentDigest(of: data),
            size: Int64(data.count))
        try await transfer.send(layerDescriptor, from: .file(layer.file))
        try await transfer.send(configDescriptor, from: .bytes(data))
        let type: MediaType = isDocker ? .dockerManifest : .ociManifest
        let manifest = try CanonicalJSON.encode(
            ImageManifest(mediaType: type, config: configDescriptor, layers: [layerDescriptor]))
        try #require(try await client.put(manifest: manifest, type, tag: tag, in: repository))
        return ContentDigest(of: manifest)
    }

    /// Puts an index of these platforms and digests under `tag`.
    func pushIndex(
        to host: String, _ repository: String, tag: String, isDocker: Bool, _ images: [(ImagePlatform, ContentDigest)]
    ) async throws {
        let client = RegistryClient(host: host, isPlain: true, http: CurlHTTPClient())
        var entries: [JSONValue] = []
        for (platform, digest) in images {
            let manifest = try await client.manifest(
                of: ImageReference(host: host, repository: repository, digest: digest), for: .host)
            var words: [String: JSONValue] = [
                "os": .string(platform.os), "architecture": .string(platform.architecture),
            ]
            if let variant = platform.variant { words["variant"] = .string(variant) }
            entries.append([
                "mediaType": .string(manifest.mediaType.rawValue), "digest": .string(digest.description),
                "size": .integer(Int64(manifest.data.count)), "platform": .object(words),
            ])
        }
        let type: MediaType = isDocker ? .dockerIndex : .ociIndex
        let index: JSONValue = ["schemaVersion": 2, "mediaType": .string(type.rawValue), "manifests": .array(entries)]
        try #require(try await client.put(manifest: CanonicalJSON.encode(index), type, tag: tag, in: repository))
    }

}
