import ApusCore
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

/// Against `docker-registry`, which `Scripts/setup` installs.
@Suite(.enabled(if: TestRegistry.isInstalled)) struct RegistryRefusalTests {
    private let assembly = ImageAssembly(repository: "made", base: "base:1", layers: [], workingDirectory: "/work")

    @Test func `a registry with passwords wants the right one`() async throws {
        try await TestRegistry.run(.passwords) { registry in
            let wrong = ["username": TestRegistry.username, "password": "wrong"]
            for secrets in [[:], wrong] {
                let component = try registry.component(secrets: secrets)
                await #expect(throws: ApusError(.unauthorized, "")) { try await component.verify() }
                await #expect(throws: ApusError(.unauthorized, "")) { try await component.resolve("base:1") }
            }
            let right = ["username": TestRegistry.username, "password": TestRegistry.password]
            let component = try registry.component(secrets: right)
            try await component.verify()
            await #expect(throws: ApusError(.notFound, "")) { try await component.publish(assembly) }
            let credentials = try await component.pullCredentials()
            #expect(
                credentials == [
                    registry.host: RegistryCredential(
                        username: TestRegistry.username, password: SecretString(TestRegistry.password))
                ])
        }
    }

    @Test func `a connector gives credentials`() async throws {
        try await TestRegistry.run(.passwords) { registry in
            let component = try registry.component {
                ResourceAccess(
                    resourceType: .dockerRegistry, resourceID: registry.host,
                    values: ["username": .string(TestRegistry.username)],
                    secrets: ["password": SecretString(TestRegistry.password)])
            }
            try await component.verify()
        }
    }

    @Test func `a read-only registry is read from, and refuses pushes`() async throws {
        try await TestRegistry.run { writable in
            try await TestImages(folder: writable.folder).push(to: writable.host, "apus/base", tag: "1")
            try await TestRegistry.run(.readOnly, keeping: writable.folder.appending("data")) { registry in
                let component = try registry.component()
                #expect(try await component.resolve("base:1").hasPrefix("\(registry.host)/apus/base@sha256:"))
                await #expect(throws: ApusError(.forbidden, "")) { try await component.publish(assembly) }
                await #expect(throws: ApusError(.forbidden, "")) { try await component.verify() }
            }
        }
    }

    @Test func `nobody at the address is unavailable`() async throws {
        let component = try TestRegistry.component(uri: "127.0.0.1:1/apus")
        await #expect(throws: ApusError(.unavailable, "")) { try await component.verify() }
        await #expect(throws: ApusError(.unavailable, "")) { try await component.resolve("base:1") }
    }

    @Test func `a registry without TLS that is asked with TLS is untrusted`() async throws {
        try await TestRegistry.run { registry in
            let component = try TestRegistry.component(uri: "https://\(registry.host)/apus")
            await #expect(throws: ApusError(.untrusted, "")) { try await component.verify() }
        }
    }

    @Test(arguments: [
        ("http://registry.example/team", [:] as [String: JSONValue]), ("ftp://registry.example", [:]), ("", [:]),
        ("registry.example/Team", [:]), ("registry.example", ["default_repository": "Upper"]),
    ])
    func `an address that cannot be used is an invalid configuration`(uri: String, options: [String: JSONValue]) {
        #expect(throws: ApusError(.invalidConfiguration, "")) { try TestRegistry.component(uri: uri, options: options) }
    }

    @Test func `the default repository holds all images`() async throws {
        try await TestRegistry.run { registry in
            try await TestImages(folder: registry.folder).push(to: registry.host, "apus/base", tag: "1")
            let component = try registry.component(options: ["default_repository": "all"])
            let made = try await component.publish(assembly)
            #expect(made.hasPrefix("\(registry.host)/apus/all@sha256:"))
        }
    }
}
