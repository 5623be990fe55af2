import ApusArchive
import ApusCore
import ApusHTTP
import ApusHashing
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

@testable import ApusOCI

/// Against `docker-registry`, which `Scripts/setup` installs.
@Suite(.enabled(if: TestRegistry.isInstalled)) struct PublishingTests {
    private func client(_ host: String, chunkSize: Int64 = 1 << 20, http: any HTTPClient = CurlHTTPClient())
        -> RegistryClient
    {
        RegistryClient(host: host, isPlain: true, http: http, chunkSize: chunkSize)
    }

    private func configuration(of image: ImageReference) async throws -> (ImageManifest, JSONValue) {
        let client = client(image.host)
        let fetched = try await client.manifest(of: image, for: .host)
        let manifest = try client.decode(ImageManifest.self, from: fetched, of: image)
        #expect(manifest.mediaType == fetched.mediaType)
        let data = try await client.blob(manifest.config, of: image)
        return (manifest, try CanonicalJSON.decode(JSONValue.self, from: data))
    }

    @Test(arguments: [false, true])
    func `an image is its base with layers on top and the configuration changed`(isDocker: Bool) async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            let digest = try await images.push(to: registry.host, "base", tag: "1", isDocker: isDocker)
            let base = ImageReference(host: registry.host, repository: "base", digest: digest)
            let client = client(registry.host)
            let assembly = ImageAssembly(
                repository: "made", base: "unused", layers: try await images.twoLayers(), entrypoint: ["/run", "it"],
                environment: ["LANG": "de", "B": "2", "A": "1"], workingDirectory: "/work")
            let made = try await ImagePublisher(to: client, basesFrom: client).publish(assembly, on: base, in: "made")
            let (manifest, configuration) = try await configuration(of: made)
            let config = configuration["config"]
            #expect(config?["Env"] == ["PATH=/bin", "LANG=de", "A=1", "B=2"])
            #expect(config?["Entrypoint"] == ["/run", "it"])
            #expect(config?["Cmd"] == nil)
            #expect(config?["WorkingDir"] == "/work")
            #expect(configuration["created"] == "2020-01-01T00:00:00Z")
            #expect(configuration["rootfs"]?["diff_ids"]?.arrayValue?.count == 3)
            #expect(configuration["history"]?.arrayValue?.count == 3)
            let (type, layer): (MediaType, MediaType) =
                isDocker ? (.dockerManifest, .dockerLayer) : (.ociManifest, .ociLayer)
            #expect(manifest.mediaType == type)
            #expect(manifest.layers.map(\.mediaType) == [layer, layer, layer])
            for layer in manifest.layers { #expect(try await client.hasBlob(layer.digest, in: "made")) }
        }
    }

    @Test func `without changes the base's configuration stays`() async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            try await images.push(to: registry.host, "base", tag: "1")
            let base = ImageReference(host: registry.host, repository: "base", tag: "1")
            let client = client(registry.host)
            let made = try await ImagePublisher(to: client, basesFrom: client)
                .publish(ImageAssembly(repository: "made", base: "unused", layers: []), on: base, in: "made")
            let before = try await configuration(of: base)
            let after = try await configuration(of: made)
            #expect(before.1 == after.1)
        }
    }

    @Test func `what is there is not sent again, and layers are shared within a registry`() async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            try await images.push(to: registry.host, "base", tag: "1")
            let base = ImageReference(host: registry.host, repository: "base", tag: "1")
            let http = RecordingHTTPClient()
            let client = client(registry.host, http: http)
            let publisher = ImagePublisher(to: client, basesFrom: client)
            let layers = try await images.twoLayers()
            let first = ImageAssembly(repository: "made", base: "unused", layers: [layers[0]])
            _ = try await publisher.publish(first, on: base, in: "made")
            var requests = http.takeRequests()
            #expect(requests.count { $0.hasPrefix("POST") && $0.contains("mount=") } == 1)
            // The new layer and the configuration.
            #expect(requests.count { $0.hasPrefix("PUT") && $0.contains("/blobs/") } == 2)
            #expect(requests.count { $0.hasPrefix("GET") && $0.contains("/blobs/") } == 1)
            _ = try await publisher.publish(first, on: base, in: "made")
            requests = http.takeRequests()
            #expect(requests.allSatisfy { $0.hasPrefix("GET") || $0.hasPrefix("HEAD") }, "\(requests)")
            let second = ImageAssembly(repository: "made", base: "unused", layers: layers)
            _ = try await publisher.publish(second, on: base, in: "made")
            requests = http.takeRequests()
            #expect(requests.count { $0.hasPrefix("PUT") && $0.contains("/blobs/") } == 2)
            #expect(!requests.contains { $0.contains("mount=") })
        }
    }

    @Test func `a base in another registry is copied`() async throws {
        try await TestRegistry.run { source in
            try await TestRegistry.run { destination in
                let images = TestImages(folder: source.folder)
                let content = String(
                    decoding: (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7 % 90 + 33) }, as: UTF8.self)
                try await images.push(to: source.host, "base", tag: "1", content: content)
                let registry = try destination.component()
                let made = try await registry.publish(
                    ImageAssembly(
                        repository: "made", base: "\(source.host)/base:1", layers: try await images.twoLayers()))
                #expect(made.hasPrefix("\(destination.host)/apus/made@sha256:"))
                #expect(try await registry.resolve(made) == made)
            }
        }
    }

    @Test func `a large layer is sent in chunks`() async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            let noise = String(decoding: (0..<20_000).map { _ in UInt8.random(in: 33..<127) }, as: UTF8.self)
            let layer = try await images.layer("noise", noise)
            let descriptor = ImageDescriptor(
                mediaType: .ociLayer, digest: layer.digest, size: layer.size)
            let http = RecordingHTTPClient()
            let client = client(registry.host, chunkSize: 5000, http: http)
            let place = try await client.beginUpload(in: "chunks")
            try await client.upload(descriptor, from: .file(layer.file), to: place, in: "chunks")
            #expect(http.takeRequests().count { $0.hasPrefix("PATCH") } == Int((layer.size + 4999) / 5000))
            #expect(try await client.hasBlob(descriptor.digest, in: "chunks"))
        }
    }

    @Test(arguments: [false, true])
    func `the image for this machine is taken from an index`(isDocker: Bool) async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            let other = try await images.push(
                to: registry.host, "base", tag: "other", isDocker: isDocker, content: "other")
            let mine = try await images.push(
                to: registry.host, "base", tag: "mine", isDocker: isDocker, content: "mine")
            let platforms: [(ImagePlatform, ContentDigest)] = [
                (ImagePlatform(os: "linux", architecture: "riscv64"), other), (.host, mine),
            ]
            try await images.pushIndex(to: registry.host, "base", tag: "all", isDocker: isDocker, platforms)
            try await images.pushIndex(
                to: registry.host, "base", tag: "foreign", isDocker: isDocker, [platforms[0]])
            let client = client(registry.host)
            let index = ImageReference(host: registry.host, repository: "base", tag: "all")
            #expect(try await client.manifest(of: index, for: .host).digest == mine)
            #expect(try await client.digest(of: index) != mine)
            await #expect(throws: ApusError(.notFound, "")) {
                try await client.manifest(
                    of: ImageReference(host: registry.host, repository: "base", tag: "foreign"), for: .host)
            }
        }
    }

    @Test func `a layer whose file is gone is named`() async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            try await images.push(to: registry.host, "apus/base", tag: "1")
            let component = try registry.component()
            let digest = ContentDigest(of: Data("gone".utf8))
            let gone = ImageLayer(file: "/no/such/file", digest: digest, size: 4, uncompressedDigest: digest)
            let error = await #expect(throws: ApusError.self) {
                try await component.publish(ImageAssembly(repository: "made", base: "base:1", layers: [gone]))
            }
            #expect(error?.code == .notFound)
            #expect(error?.description.contains("/no/such/file") == true)
        }
    }
}
