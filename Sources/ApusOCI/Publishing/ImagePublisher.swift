import ApusArchive
public import ApusCore
import ApusHashing
import ApusModel
import FoundationEssentials
import SystemPackage

/// Makes images in a registry out of images and layers, with no container engine.
public struct ImagePublisher: Sendable {
    private let destination: RegistryClient
    private let source: RegistryClient
    private let platform: ImagePlatform

    /// - Parameters:
    ///   - destination: where the image goes.
    ///   - source: where its base is; of the same host, the base's layers are shared rather than copied.
    public init(to destination: RegistryClient, basesFrom source: RegistryClient, platform: ImagePlatform = .host) {
        self.destination = destination
        self.source = source
        self.platform = platform
    }

    /// Makes the image and returns it pinned by digest.
    ///
    /// Its layers are those of `base` for this publisher's platform, if there is a base, and those of `assembly`. It also
    /// gets a tag made of its digest, because registries may delete what has none.
    public func publish(_ assembly: ImageAssembly, on base: ImageReference?, in repository: String) async throws
        -> ImageReference
    {
        for layer in assembly.layers where !FileManager.default.isReadableFile(atPath: layer.file.string) {
            throw ApusError(.notFound, "the layer '\(layer.file)' cannot be read", hint: "ls -l \(layer.file)")
        }
        let ground = try await ground(base)
        let image = try made(of: assembly, on: ground)
        let tag = "apus-\(image.digest.hexadecimal.prefix(16))"
        let result = ImageReference(host: destination.host, repository: repository, digest: image.digest)
        if try await destination.digest(ofTag: tag, in: repository) == image.digest { return result }

        let transfer = BlobTransfer(destination: destination, repository: repository, source: source)
        for _ in 0..<Self.attempts {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if let base {
                    for descriptor in ground.layers where descriptor.urls == nil {
                        group.addTask { try await transfer.copy(descriptor, of: base) }
                    }
                }
                for (layer, descriptor) in zip(assembly.layers, image.layers.suffix(assembly.layers.count)) {
                    group.addTask { try await transfer.send(descriptor, from: .file(layer.file)) }
                }
                group.addTask { try await transfer.send(image.configuration, from: .bytes(image.configurationData)) }
                try await group.waitForAll()
            }
            if try await destination.put(manifest: image.data, image.mediaType, tag: tag, in: repository) {
                return result
            }
        }
        throw ApusError(
            .unavailable, "the image '\(result)' cannot be pushed", reason: "the registry loses parts of it",
            hint: "try again")
    }

    private static let attempts = 4
}

/// What an image is made on.
private struct Ground {
    var layers: [ImageDescriptor] = []
    var configuration: ImageConfiguration
    /// Whether it has Docker's media types rather than those of OCI.
    var isDocker = false
}

/// An image that is ready to be sent.
private struct MadeImage {
    let mediaType: MediaType
    let data: Data
    let digest: ContentDigest
    let layers: [ImageDescriptor]
    let configuration: ImageDescriptor
    let configurationData: Data
}

extension ImagePublisher {
    private func ground(_ base: ImageReference?) async throws -> Ground {
        guard let base else { return Ground(configuration: ImageConfiguration(of: platform)) }
        let fetched = try await source.manifest(of: base, for: platform)
        guard fetched.mediaType.isManifest else {
            throw ApusError(.unsupported, "the image '\(base)' is an index of indexes")
        }
        let manifest = try source.decode(ImageManifest.self, from: fetched, of: base)
        let data = try await source.blob(manifest.config, of: base)
        guard let configuration = ImageConfiguration(data), configuration.layerCount == manifest.layers.count else {
            throw ApusError(
                .unsupported, "'\(base)' is not the image of a container", reason: "\(manifest.config.mediaType)")
        }
        return Ground(
            layers: manifest.layers, configuration: configuration, isDocker: fetched.mediaType == .dockerManifest)
    }

    private func made(of assembly: ImageAssembly, on ground: Ground) throws -> MadeImage {
        var configuration = ground.configuration
        for layer in assembly.layers { configuration.append(layer: layer.uncompressedDigest) }
        if let entrypoint = assembly.entrypoint { configuration.replace(entrypoint: entrypoint) }
        if let folder = assembly.workingDirectory { configuration.replace(workingDirectory: folder) }
        configuration.merge(environment: assembly.environment)
        let configurationData = try configuration.encoded()
        let descriptor = ImageDescriptor(
            mediaType: ground.isDocker ? .dockerConfiguration : .ociConfiguration,
            digest: ContentDigest(of: configurationData),
            size: Int64(configurationData.count))
        let added = assembly.layers.map {
            ImageDescriptor(
                mediaType: ground.isDocker ? .dockerLayer : .ociLayer, digest: $0.digest, size: $0.size)
        }
        let type: MediaType = ground.isDocker ? .dockerManifest : .ociManifest
        let result = try CanonicalJSON.encode(
            ImageManifest(mediaType: type, config: descriptor, layers: ground.layers + added))
        return MadeImage(
            mediaType: type, data: result, digest: ContentDigest(of: result), layers: ground.layers + added,
            configuration: descriptor, configurationData: configurationData)
    }
}
