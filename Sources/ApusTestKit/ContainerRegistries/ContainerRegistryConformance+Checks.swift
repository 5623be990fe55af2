import ApusCore
import ApusModel
import SystemPackage

extension ContainerRegistryConformance.Check {
    /// Every check.
    public static let all: [Self] = [
        Self("verifying succeeds, again and again") { subject, _ in
            try await subject.registry.verify()
            try await subject.registry.verify()
        },
        Self("an image is resolved to its digest, with and without the host") { subject, expect in
            let registry = subject.registry
            let pinned = try await registry.resolve(subject.base)
            let name = subject.base.prefix { $0 != ":" }
            try expect.holds(
                pinned.hasPrefix("\(registry.address)/\(name)@sha256:")
                    && pinned.split(separator: ":").last?.count == 64,
                "'\(subject.base)' is resolved to '\(pinned)'")
            try expect.equal(
                try await registry.resolve("\(registry.address)/\(subject.base)"), pinned,
                "what the full name resolves to")
            try expect.equal(try await registry.resolve(pinned), pinned, "what a pinned image resolves to")
        },
        Self("what is not there is not_found") { subject, expect in
            for image in ["no/such/image:1", subject.base + "-not"] {
                try await expect.failure(.notFound, of: "resolving '\(image)'") {
                    _ = try await subject.registry.resolve(image)
                }
                try await expect.failure(.notFound, of: "publishing on '\(image)'") {
                    _ = try await subject.registry.publish(ImageAssembly(repository: "made", base: image, layers: []))
                }
            }
        },
        Self("what cannot be an image is refused") { subject, expect in
            for image in ["", "two words"] {
                try await expect.failure(.invalidArgument, of: "resolving '\(image)'") {
                    _ = try await subject.registry.resolve(image)
                }
            }
        },
        Self("a published image is pinned, under the address, and can be resolved") { subject, expect in
            let made = try await subject.registry.publish(subject.assembly())
            try expect.holds(made.hasPrefix("\(subject.registry.address)/made@sha256:"), "it is called '\(made)'")
            try expect.equal(try await subject.registry.resolve(made), made, "what it resolves to")
        },
        Self("equal assemblies give equal digests, others others") { subject, expect in
            let registry = subject.registry
            let first = try await registry.publish(subject.assembly())
            try expect.equal(try await registry.publish(subject.assembly()), first, "the same assembly again")
            var seen: Set = [first]
            let others = [
                subject.assembly(layers: subject.layers.reversed()), subject.assembly(layers: []),
                subject.assembly(entrypoint: ["/bin/other"]), subject.assembly(environment: ["A": "2"]),
                subject.assembly(workingDirectory: "/other"),
            ]
            for (index, other) in others.enumerated() {
                try expect.holds(
                    seen.insert(try await registry.publish(other)).inserted,
                    "assembly \(index) has the digest of another one")
            }
        },
        Self("an image can be built on one that was published") { subject, expect in
            let first = try await subject.registry.publish(subject.assembly())
            let second = try await subject.registry.publish(
                ImageAssembly(repository: "made/again", base: first, layers: [subject.layers[0]]))
            try expect.holds(
                second.hasPrefix("\(subject.registry.address)/made/again@sha256:"), "it is called '\(second)'")
        },
        Self("an image needs no base, and is another one then") { subject, expect in
            let registry = subject.registry
            let bare = ImageAssembly(repository: "made", base: nil, layers: subject.layers)
            let made = try await registry.publish(bare)
            try expect.equal(try await registry.resolve(made), made, "what it resolves to")
            try expect.equal(try await registry.publish(bare), made, "the same assembly again")
            let based = ImageAssembly(repository: "made", base: subject.base, layers: subject.layers)
            try expect.holds(try await registry.publish(based) != made, "the base makes no difference")
        },
        Self("several can publish at the same time") { subject, expect in
            let made = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { try await subject.registry.publish(subject.assembly()) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            try expect.equal(made.count, 1, "the number of different digests")
        },
    ]
}

extension ContainerRegistryConformance.Subject {
    fileprivate func assembly(
        layers: [ImageLayer]? = nil, entrypoint: [String]? = ["/bin/start"], environment: [String: String] = ["A": "1"],
        workingDirectory: String? = "/work"
    ) -> ImageAssembly {
        ImageAssembly(
            repository: "made", base: base, layers: layers ?? self.layers, entrypoint: entrypoint,
            environment: environment,
            workingDirectory: workingDirectory)
    }
}
