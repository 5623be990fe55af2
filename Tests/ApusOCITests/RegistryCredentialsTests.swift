import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@testable import OCIPlugin

@Suite struct RegistryCredentialsTests {
    private func configuration(_ values: [String: JSONValue] = [:]) throws -> OCIConfiguration {
        try OCIConfiguration(values.merging(["uri": "own.test"]) { $1 }, of: "registry")
    }

    @Test func `options go before the connector, and that before docker login`() async throws {
        try await withScratchFolder { folder in
            let text =
                #"{"auths":{"own.test":{"auth":"ZG9ja2VyOmE6Yg=="},"https://index.docker.io/v1/":{"auth":"aHViOmg="}}}"#
            try Data(text.utf8).write(to: URL(filePath: folder.appending("config.json").string))
            let environment = ["DOCKER_CONFIG": folder.string]
            let access: @Sendable () async throws -> ResourceAccess = {
                ResourceAccess(
                    resourceType: .dockerRegistry, resourceID: "own.test", values: ["username": "connector"],
                    secrets: ["password": SecretString("c")])
            }
            let all = try RegistryCredentials(
                host: "own.test", configuration(["username": "option", "password": "o"]), of: "r", access: access,
                environment: environment)
            let connected = try RegistryCredentials(
                host: "own.test", configuration(), of: "r", access: access, environment: environment)
            let plain = try RegistryCredentials(
                host: "own.test", configuration(), of: "r", access: nil, environment: environment)
            #expect(try await all.credential(for: "own.test")?.username == "option")
            #expect(try await connected.credential(for: "own.test")?.username == "connector")
            let logged = try await plain.credential(for: "own.test")
            #expect(logged == RegistryCredential(username: "docker", password: SecretString("a:b")))
            #expect(try await all.credential(for: "docker.io")?.username == "hub")
            #expect(try await all.credential(for: "other.test") == nil)
        }
    }

    @Test func `half a credential is an invalid configuration`() throws {
        let half = try configuration(["username": "u"])
        #expect(throws: ApusError(.invalidConfiguration, "")) {
            try RegistryCredentials(host: "own.test", half, of: "r", access: nil, environment: [:])
        }
    }
}
