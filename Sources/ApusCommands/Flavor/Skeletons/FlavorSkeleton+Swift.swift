extension FlavorSkeleton {
    static let swift = [
        Skeleton.File(path: "Package.swift", text: package),
        Skeleton.File(path: "Sources/FLAVOR_NAME/Plugin.swift", text: plugin),
        Skeleton.File(path: "test.sh", text: packageTest, isExecutable: true),
    ]

    private static let package = """
        // swift-tools-version: 6.2
        import PackageDescription

        // APUS_PACKAGE is the folder with the sources of Apus.
        let package = Package(
            name: "FLAVOR_NAME",
            dependencies: [.package(name: "apus", path: Context.environment["APUS_PACKAGE"] ?? "../apus")],
            targets: [
                .executableTarget(
                    name: "FLAVOR_NAME", dependencies: [.product(name: "ApusPluginSDK", package: "apus")],
                    swiftSettings: [.enableUpcomingFeature("ExistentialAny")])
            ])

        """

    private static let plugin = #"""
        import ApusCore
        import ApusModel
        import ApusPluginSDK
        import FoundationEssentials
        import Glibc

        /// The artifact store flavor FLAVOR_NAME: keeps artifacts in a folder. Change what Folder does.
        @main
        struct Plugin: StackPlugin {
            static let manifest = PluginManifest(name: "FLAVOR_NAME", version: "0.1.0", summary: "Artifacts in a folder")

            func register(into registry: inout FlavorRegistry) throws {
                try registry.register(
                    Flavor(
                        type: .artifactStore, name: "FLAVOR_NAME", summary: "A folder", configuration: Options.self,
                        isRemote: { _ in false }
                    ) { options, _ in Folder(root: options.path) })
            }

            static func main() async throws {
                let service = try StackPluginService(Plugin(), addresses: ["FLAVOR_NAME": "FLAVOR_NAME://{path}"])
                exit(await PluginServer(service).run())
            }
        }

        struct Options: ComponentConfiguration {
            @Setting("The folder", example: "/data/artifacts")
            var path: String
        }

        struct Folder: ArtifactStore {
            let root: String
            var location: String { "FLAVOR_NAME://\(root)" }

            /// A flat folder: keys have slashes, file names have none.
            private func place(_ key: String) -> String {
                root + "/" + key.replacing("%", with: "%25").replacing("/", with: "%2F")
            }

            func verify() async throws {
                try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            }

            // The content has to be there whole or not at all.
            func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
                try checkKey(key)
                try await verify()
                let data = try await content.collect(upTo: 1 << 30)
                try Task.checkCancellation()
                try data.write(to: URL(filePath: place(key)), options: .atomic)
            }

            func read<Result: Sendable>(
                _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
            ) async throws -> Result {
                guard let size = try await size(of: key), let data = FileManager.default.contents(atPath: place(key)) else {
                    throw ApusError(.notFound, "there is nothing under '\(key)' in \(location)")
                }
                let wanted = (range ?? 0..<size).clamped(to: 0..<size)
                return try await body(ByteStream(Data(data[Int(wanted.lowerBound)..<Int(wanted.upperBound)])))
            }

            func size(of key: String) async throws -> Int64? {
                try checkKey(key)
                var found = stat()
                guard stat(place(key), &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
                return Int64(found.st_size)
            }

            func keys(withPrefix prefix: String) async throws -> [String] {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
                let keys = names.filter { !$0.hasPrefix(".dat.nosync") }
                    .map { $0.replacing("%2F", with: "/").replacing("%25", with: "%") }
                return keys.filter { $0.hasPrefix(prefix) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            }

            func delete(_ key: String) async throws {
                try checkKey(key)
                unlink(place(key))
            }
        }

        """#

    private static let packageTest = """
        #!/bin/sh
        # Builds the plugin and tries it against the contract of artifact stores.
        set -eu
        cd "$(dirname "$0")"
        swift build --product FLAVOR_NAME
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        apus flavor test "$(swift build --show-bin-path)/FLAVOR_NAME" --path="$folder/artifacts"

        """
}
