// swift-tools-version: 6.2
import PackageDescription

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")

let package = Package(
    name: "apus",
    products: [
        .executable(name: "apus", targets: ["apus"]),
        .executable(name: "apus-server", targets: ["apus-server"]),
        .executable(name: "apus-orchestrator", targets: ["apus-orchestrator"]),
        .executable(name: "apus-step", targets: ["apus-step"]),
        .executable(name: "apus-foreign", targets: ["apus-foreign"]),
        .library(name: "ApusPluginSDK", targets: ["ApusPluginSDK"]),
        .library(name: "ApusPipeline", targets: ["ApusPipeline"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Values and contracts
        .target(name: "ApusModel", path: "Sources/ApusModel"),
        .target(name: "ApusCore", dependencies: ["ApusModel", logging, system], path: "Sources/ApusCore"),
        .target(name: "ApusHashing", dependencies: ["ApusModel", crypto], path: "Sources/ApusHashing"),
        .target(name: "CLinux", path: "Sources/CLinux"),
        .target(name: "ApusWire", dependencies: ["CLinux", "ApusModel", "ApusCore", system], path: "Sources/ApusWire"),
        .target(name: "ApusAPI", dependencies: ["ApusModel", "ApusCore"], path: "Sources/ApusAPI"),

        // Mechanisms
        .systemLibrary(name: "CCurl", path: "Sources/CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "CCurlShared", dependencies: ["CCurl"], path: "Sources/CCurlShared",
            cSettings: [.headerSearchPath("../CCurl")]),
        .target(
            name: "CCurlStatic", dependencies: ["CCurl"], path: "Sources/CCurlStatic",
            cSettings: [.headerSearchPath("../CCurl")],
            linkerSettings: [
                "curl", "nghttp2", "idn2", "unistring", "ssl", "crypto", "zstd", "brotlidec", "brotlicommon", "z",
            ].map { .linkedLibrary(":lib\($0).a") }),
        .systemLibrary(name: "CFFI", path: "Sources/CFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
        .target(
            name: "CArchive", path: "Sources/CArchive",
            linkerSettings: [.linkedLibrary(":libarchive.a"), .linkedLibrary(":libz.a")]),
        .target(name: "CDashboard", path: "Sources/CDashboard", exclude: ["assets"]),
        .target(
            name: "ApusPipeline", dependencies: ["ApusModel", "ApusCore", logging, system], path: "Sources/ApusPipeline"
        ),
        .target(name: "ApusEngine", dependencies: ["ApusModel"], path: "Sources/ApusEngine"),
        .target(name: "ApusGraph", dependencies: ["ApusModel"], path: "Sources/ApusGraph"),
        .target(
            name: "ApusOpenAPI", dependencies: ["ApusModel", "ApusCore", "ApusAPI", "ApusGraph"],
            path: "Sources/ApusOpenAPI"),
        .target(name: "ApusHTTP", dependencies: ["CCurl", "CLinux", logging, system], path: "Sources/ApusHTTP"),
        .target(
            name: "ApusArchive", dependencies: ["ApusModel", "ApusCore", "ApusHashing", "CArchive", crypto, system],
            path: "Sources/ApusArchive"),
        .target(
            name: "ApusOCI",
            dependencies: ["ApusModel", "ApusCore", "ApusHashing", "ApusHTTP", "ApusArchive", logging, system],
            path: "Sources/ApusOCI"),

        // Hosts
        .systemLibrary(
            name: "CPostgres", path: "Sources/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "ApusSQL", dependencies: ["ApusModel", "ApusCore", crypto, logging, system], path: "Sources/ApusSQL"),
        .target(
            name: "ApusPostgres", dependencies: ["ApusModel", "ApusCore", "ApusSQL", "CPostgres", collections],
            path: "Sources/ApusPostgres"),
        .target(
            name: "ApusStore", dependencies: ["ApusModel", "ApusCore", "ApusSQL", grdb, logging, system],
            path: "Sources/ApusStore"),
        .target(
            name: "ApusClient", dependencies: ["ApusModel", "ApusCore", "ApusAPI", "ApusHTTP", logging],
            path: "Sources/ApusClient"),
        .target(name: "ApusHosting", dependencies: ["ApusModel", "ApusCore", "ApusHTTP"], path: "Sources/ApusHosting"),
        .target(
            name: "ApusRunner",
            dependencies: [
                "CLinux", "ApusModel", "ApusCore", "ApusHashing", "ApusWire", "ApusArchive", crypto, logging, system,
            ],
            path: "Sources/ApusRunner"),
        .target(
            name: "ApusDriver",
            dependencies: ["ApusModel", "ApusCore", "ApusHashing", "ApusEngine", collections, logging],
            path: "Sources/ApusDriver"),
        .target(
            name: "ApusPluginHost",
            dependencies: ["ApusModel", "ApusCore", "ApusHashing", "ApusWire", "ApusDriver", crypto, logging, system],
            path: "Sources/ApusPluginHost"),
        .target(
            name: "ApusPluginSDK",
            dependencies: ["ApusModel", "ApusCore", "ApusWire", "ApusDriver", logging, system],
            path: "Sources/ApusPluginSDK"),
        .target(name: "ApusHost", dependencies: ["ApusModel", "ApusCore", logging, system], path: "Sources/ApusHost"),
        .target(
            name: "ApusImages",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHashing", "ApusHTTP", "ApusArchive", crypto, subprocess, system,
            ],
            path: "Sources/ApusImages"),
        .target(
            name: "ApusPlanner", dependencies: ["ApusModel", "ApusCore", "ApusHashing"], path: "Sources/ApusPlanner"),
        .target(
            name: "ApusTestKit",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusHTTP", "ApusHosting", "ApusDriver", "ApusPluginHost", logging,
                subprocess, system,
            ],
            path: "Sources/ApusTestKit"),

        // Plugins
        .target(
            name: "LocalArtifactStore", dependencies: ["ApusModel", "ApusCore", system],
            path: "Plugins/Local/ArtifactStore",
            packageAccess: false),
        .target(
            name: "LocalPlugin",
            dependencies: ["ApusModel", "ApusCore", "ApusDriver", "ApusWire", "LocalArtifactStore", logging, system],
            path: "Plugins/Local/Orchestrator", packageAccess: false),
        .target(
            name: "S3Plugin", dependencies: ["ApusModel", "ApusCore", "ApusHTTP", crypto, logging, system],
            path: "Plugins/S3",
            packageAccess: false),
        .target(
            name: "OCIPlugin",
            dependencies: ["ApusModel", "ApusCore", "ApusHTTP", "ApusOCI", "ApusWire", logging, subprocess, system],
            path: "Plugins/OCI",
            packageAccess: false),
        .target(
            name: "KubernetesClient", dependencies: ["ApusModel", "ApusCore", "ApusHTTP", logging, system],
            path: "Plugins/Kubernetes/Client", packageAccess: false),
        .target(
            name: "KubernetesKubeconfig",
            dependencies: ["ApusModel", "ApusCore", "ApusHTTP", "KubernetesClient", logging, subprocess, system, yams],
            path: "Plugins/Kubernetes/Kubeconfig", packageAccess: false),
        .target(
            name: "KubernetesConnectors",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "KubernetesClient", "KubernetesKubeconfig", logging, system,
            ],
            path: "Plugins/Kubernetes/Connectors", packageAccess: false),
        .target(
            name: "KubernetesManifests", dependencies: ["ApusModel", "ApusCore"], path: "Plugins/Kubernetes/Manifests",
            packageAccess: false),
        .target(
            name: "KubernetesDiagnosis", dependencies: ["ApusModel", "KubernetesClient", "KubernetesManifests"],
            path: "Plugins/Kubernetes/Diagnosis", packageAccess: false),
        .target(
            name: "KubernetesDriver",
            dependencies: [
                "ApusModel", "ApusCore", "ApusDriver", "ApusEngine", "ApusHTTP", "KubernetesClient",
                "KubernetesDiagnosis", "KubernetesManifests", logging,
            ],
            path: "Plugins/Kubernetes/Driver", packageAccess: false),
        .target(
            name: "KubernetesIdentity",
            dependencies: ["ApusModel", "ApusCore", "KubernetesClient", "KubernetesManifests"],
            path: "Plugins/Kubernetes/Identity", packageAccess: false),
        .target(
            name: "KubernetesServer",
            dependencies: [
                "ApusModel", "ApusCore", "ApusAPI", "ApusHTTP", "ApusHosting", "KubernetesClient",
                "KubernetesDiagnosis", "KubernetesManifests", logging,
            ],
            path: "Plugins/Kubernetes/Server", packageAccess: false),
        .target(
            name: "KubernetesPlugin",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "KubernetesClient", "KubernetesKubeconfig", "KubernetesConnectors",
                "KubernetesDiagnosis", "KubernetesManifests", logging, system,
            ],
            path: "Plugins/Kubernetes/Orchestrator", packageAccess: false),

        // Assembly
        .target(
            name: "ApusBundledArtifactStores", dependencies: ["ApusCore", "LocalArtifactStore", "S3Plugin"],
            path: "Sources/ApusBundledArtifactStores"),
        .target(
            name: "ApusBundled",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHosting", "LocalPlugin", "S3Plugin", "OCIPlugin", "KubernetesClient",
                "KubernetesIdentity", "KubernetesKubeconfig", "KubernetesPlugin", "KubernetesServer", logging,
            ],
            path: "Sources/ApusBundled"),
        .target(
            name: "ApusPipelineFile", dependencies: ["ApusModel", subprocess, system, yams],
            path: "Sources/ApusPipelineFile"),
        .target(
            name: "ApusServer",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHashing", "ApusAPI", "ApusGraph", "ApusOpenAPI", "ApusHost", "ApusRunner",
                "CDashboard",
                crypto,
                cryptoExtras, hummingbird, hummingbirdCore, jwt, lifecycle, logging, nio, system,
            ],
            path: "Sources/ApusServer"),
        .target(
            name: "ApusCommands",
            dependencies: [
                "ApusModel", "ApusCore", "ApusGraph", "ApusWire", "ApusAPI", "ApusHTTP", "ApusHost", "ApusHosting",
                "ApusImages",
                "ApusPlanner", "ApusStore", "ApusClient", "ApusArchive", "ApusPluginHost", "ApusTestKit",
                "ApusRunner", "ApusPipelineFile", "ApusBundled", arguments, logging, system, yams,
            ],
            path: "Sources/ApusCommands"),

        // Programs
        .executableTarget(name: "apus", dependencies: ["ApusCommands", "CCurlShared"], path: "Sources/apus"),
        .executableTarget(
            name: "apus-server",
            dependencies: [
                "CCurlShared", "ApusModel", "ApusCore", "ApusBundled", "ApusBundledArtifactStores", "ApusHost",
                "ApusOpenAPI", "ApusServer", "ApusSQL", "ApusStore", "ApusPostgres", arguments, lifecycle, logging,
                signals, system, yams,
            ],
            path: "Sources/apus-server"),
        .executableTarget(
            name: "apus-orchestrator",
            dependencies: [
                "CCurlStatic", "CLinux", "ApusModel", "ApusCore", "ApusClient", "ApusHTTP", "ApusDriver", "ApusEngine",
                "KubernetesClient", "KubernetesDriver", "KubernetesManifests", logging,
            ],
            path: "Sources/apus-orchestrator"),
        .executableTarget(
            name: "apus-step",
            dependencies: [
                "CCurlStatic", "ApusModel", "ApusCore", "ApusWire", "ApusClient", "ApusHTTP", "ApusRunner",
                "ApusPluginHost", "ApusBundledArtifactStores", arguments, logging, system,
            ],
            path: "Sources/apus-step"),
        .executableTarget(
            name: "apus-foreign",
            dependencies: ["ApusModel", "ApusCore", "ApusWire", "ApusPluginSDK", "CFFI", system],
            path: "Sources/apus-foreign"),

        // Examples
        .executableTarget(
            name: "limits", dependencies: ["ApusModel", "ApusCore", "ApusWire", "ApusPluginSDK", system],
            path: "Examples/flavors/limits", sources: ["Limits.swift"]),

        .executableTarget(
            name: "SwiftDigits", dependencies: ["ApusPipeline"], path: "Examples/SwiftDigits", exclude: ["digits.txt"]),
        .executableTarget(name: "StepExample", dependencies: ["ApusPipeline"], path: "Tests/StepExample"),
        .executableTarget(
            name: "RequestExample", dependencies: ["ApusHTTP", "CCurlShared"], path: "Tests/RequestExample"),
        .executableTarget(
            name: "PageExample", dependencies: ["ApusModel", "ApusPipeline"], path: "Tests/PageExample"),

        // Tests, which are one program: what one of them links limits all
        .target(name: "Parallelism", path: "Tests/Parallelism"),
        .target(name: "Waiting", path: "Tests/Waiting"),
        .testTarget(name: "ApusModelTests", dependencies: ["ApusModel", "Parallelism"], path: "Tests/ApusModelTests"),
        .testTarget(
            name: "ApusCoreTests", dependencies: ["ApusModel", "ApusCore", system], path: "Tests/ApusCoreTests"),
        .testTarget(name: "CFFITests", dependencies: ["CFFI"], path: "Tests/CFFITests"),
        .testTarget(
            name: "ApusEngineTests", dependencies: ["ApusModel", "ApusEngine", "ApusTestKit"],
            path: "Tests/ApusEngineTests"),
        .testTarget(
            name: "ApusGraphTests", dependencies: ["ApusModel", "ApusGraph", "ApusTestKit"],
            path: "Tests/ApusGraphTests"),
        .testTarget(
            name: "ApusHTTPTests",
            dependencies: [
                "ApusHTTP", "CCurlShared", "ApusTestKit", "Waiting", "RequestExample", logging, system,
            ],
            path: "Tests/ApusHTTPTests"),
        .testTarget(
            name: "ApusArchiveTests", dependencies: ["ApusModel", "ApusCore", "ApusArchive", system],
            path: "Tests/ApusArchiveTests"),
        .testTarget(
            name: "ApusOCITests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHashing", "ApusHTTP", "ApusArchive", "ApusOCI", "OCIPlugin",
                "ApusTestKit", "Waiting", logging, system,
            ],
            path: "Tests/ApusOCITests"),
        .testTarget(
            name: "ApusPostgresTests",
            dependencies: ["ApusModel", "ApusCore", "ApusSQL", "ApusPostgres", "ApusTestKit", logging, system],
            path: "Tests/ApusPostgresTests"),
        .testTarget(
            name: "ApusStoreTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusSQL", "ApusStore", "ApusTestKit", "Waiting", grdb, logging, system,
            ],
            path: "Tests/ApusStoreTests", exclude: ["Fixtures"]),
        .testTarget(
            name: "ApusRunnerTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHashing", "ApusWire", "ApusRunner", "ApusTestKit", "Waiting",
                "LocalArtifactStore", logging, system,
            ],
            path: "Tests/ApusRunnerTests", exclude: ["Corpus"]),
        .testTarget(
            name: "ApusDriverTests",
            dependencies: ["ApusModel", "ApusCore", "ApusEngine", "ApusDriver", "ApusTestKit", "Waiting", logging],
            path: "Tests/ApusDriverTests"),
        .testTarget(
            name: "ApusPlannerTests", dependencies: ["ApusModel", "ApusCore", "ApusPlanner"],
            path: "Tests/ApusPlannerTests"),
        .testTarget(
            name: "ApusHostTests", dependencies: ["ApusModel", "ApusCore", "ApusHost", "ApusTestKit", logging, system],
            path: "Tests/ApusHostTests"),
        .executableTarget(
            name: "sample-plugin",
            dependencies: [
                "CCurlShared", "ApusModel", "ApusCore", "ApusPluginSDK", "ApusTestKit", "LocalArtifactStore", system,
            ],
            path: "Tests/SamplePlugin"),
        .testTarget(
            name: "ApusPluginHostTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusPluginHost", "ApusTestKit", "LocalArtifactStore", logging,
                subprocess, system,
            ],
            path: "Tests/ApusPluginHostTests", exclude: ["Corpus"]),
        .testTarget(
            name: "ApusPipelineFileTests", dependencies: ["ApusModel", "ApusPipelineFile", "ApusTestKit", system],
            path: "Tests/ApusPipelineFileTests", exclude: ["Corpus"]),
        .testTarget(
            name: "ApusPipelineTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusPipeline", "ApusPipelineFile", "ApusPlanner", "ApusImages",
                "KubernetesManifests", "ApusTestKit", "SwiftDigits", "PageExample", "StepExample", subprocess,
                system,
            ],
            path: "Tests/ApusPipelineTests", exclude: ["MustNotCompile"]),
        .testTarget(
            name: "ApusServerTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusAPI", "ApusOpenAPI", "ApusStore", "ApusClient", "ApusHTTP",
                "ApusServer", "ApusBundledArtifactStores", "ApusRunner", "ApusTestKit", "Waiting", hummingbird,
                inMemoryLogging, lifecycle, logging, subprocess, system,
            ],
            path: "Tests/ApusServerTests"),
        .testTarget(
            name: "DashboardTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusAPI", "ApusHTTP", "ApusRunner", "ApusServer", "ApusBundled",
                "ApusBundledArtifactStores", "LocalArtifactStore", "ApusTestKit", "Waiting", crypto, lifecycle, logging,
                system,
            ],
            path: "Tests/DashboardTests"),
        .testTarget(
            name: "ApusCommandsTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusGraph", "ApusHost", "ApusPluginHost", "ApusRunner", "ApusCommands",
                "ApusTestKit", "Waiting", arguments, logging, system,
            ],
            path: "Tests/ApusCommandsTests", exclude: ["Graphs"]),
        .testTarget(
            name: "LocalPluginTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusDriver", "ApusEngine", "LocalArtifactStore", "LocalPlugin", "ApusTestKit",
                "Waiting", logging, system,
            ],
            path: "Tests/LocalPluginTests"),
        .testTarget(
            name: "S3PluginTests",
            dependencies: ["ApusModel", "ApusCore", "ApusHTTP", "S3Plugin", "ApusTestKit", "Waiting", logging, system],
            path: "Tests/S3PluginTests"),
        .testTarget(
            name: "KubernetesClientTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "KubernetesClient", "KubernetesKubeconfig", "KubernetesConnectors",
                "KubernetesIdentity", "ApusTestKit", "Waiting", logging, subprocess, system,
            ],
            path: "Tests/KubernetesClientTests", exclude: ["Corpus"]),
        .testTarget(
            name: "KubernetesManifestsTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusHosting", "KubernetesManifests", "KubernetesServer",
                "ApusTestKit", logging, subprocess, system,
            ],
            path: "Tests/KubernetesManifestsTests"),
        .testTarget(
            name: "KubernetesDriverTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "ApusDriver", "ApusEngine", "KubernetesClient",
                "KubernetesDiagnosis", "KubernetesManifests", "KubernetesDriver", "ApusTestKit", "Waiting", logging,
            ],
            path: "Tests/KubernetesDriverTests"),
        .target(
            name: "HollowCluster",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "ApusDriver", "ApusEngine", "ApusTestKit", "Waiting",
                "KubernetesClient", "KubernetesKubeconfig", "KubernetesManifests", "KubernetesDriver", inMemoryLogging,
                logging, nio, nioHTTP, nioPosix,
            ],
            path: "Tests/HollowCluster"),
        .executableTarget(
            name: "hollow-kubelet",
            dependencies: ["CCurlShared", "ApusModel", "ApusHTTP", "ApusClient", "HollowCluster", arguments],
            path: "Tests/Bench/hollow-kubelet"),
        .executableTarget(
            name: "pipeline-bench", dependencies: ["ApusPipeline"], path: "Tests/Bench/pipeline-bench"),
        .executableTarget(
            name: "crash-driver",
            dependencies: [
                "CCurlShared", "ApusModel", "ApusCore", "ApusHTTP", "ApusClient", "ApusDriver", "ApusEngine",
                "KubernetesClient", "KubernetesKubeconfig", "KubernetesManifests", "KubernetesDriver", arguments,
                logging,
            ],
            path: "Tests/CrashDriver"),
        .testTarget(
            name: "ControlPlaneTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "ApusClient", "ApusServer", "ApusDriver", "ApusEngine",
                "ApusTestKit", "Waiting", "ApusHosting", "KubernetesClient", "KubernetesDriver", "KubernetesManifests",
                "KubernetesServer", "HollowCluster", "crash-driver", logging, subprocess, system,
            ],
            path: "Tests/ControlPlaneTests"),
        .testTarget(
            name: "KubernetesPluginTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusHTTP", "ApusClient", "ApusImages", "ApusServer", "KubernetesClient",
                "KubernetesKubeconfig", "KubernetesManifests", "KubernetesPlugin", "S3Plugin", "OCIPlugin",
                "ApusTestKit", logging, system,
            ],
            path: "Tests/KubernetesPluginTests"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "ApusModel", "ApusCore", "ApusWire", "ApusTestKit", "Waiting", "PageExample", subprocess, system,
            ],
            path: "Tests/EndToEndTests", exclude: ["BadInput", "Shells"]),
    ]
)

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
    if Context.environment["CI"] != nil { target.swiftSettings?.append(.treatAllWarnings(as: .error)) }
    // As a package of a user's would have them; numbers are crunched in them, also in tests.
    if ["SwiftDigits", "pipeline-bench"].contains(target.name) {
        target.swiftSettings = [.swiftLanguageMode(.v6), .unsafeFlags(["-O"])]
    }
    guard target.type == .executable || target.type == .test else { continue }
    // The toolchain's own linker, and relocations that take 3 MiB less of the memory of 'apus'.
    target.linkerSettings = [
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]),
        .unsafeFlags(["-L", "\(Context.packageDirectory)/Scripts/link"], .when(configuration: .release)),
    ]
    // What starts in every pod has nothing to relocate, as programs in Go have not, and no lines of source for a debugger
    // that is not there: every node fetches it.
    if ["apus-step", "apus-orchestrator", "SwiftDigits", "pipeline-bench"].contains(target.name) {
        target.linkerSettings?.append(
            .unsafeFlags(
                ["-Xclang-linker", "-no-pie", "-Xlinker", "--strip-debug"], .when(configuration: .release)))
    }
}
