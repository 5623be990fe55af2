// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "apus",
    products: [],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .target(name: "ApusModel", path: "Sources/ApusModel"),
        .target(
            name: "ApusCore",
            dependencies: ["ApusModel", .product(name: "Logging", package: "swift-log"), .product(name: "SystemPackage", package: "swift-system")],
            path: "Sources/ApusCore"),
    ]
)

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
