import ApusAPI
import ApusClient
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("A file with the server's options")
struct OptionsFileTests {
    @Test("is read, and options of the command line go over it")
    func isRead() async throws {
        try await withScratchFolder { folder in
            let (data, file) = (folder.appending("data"), folder.appending("options.yaml"))
            try Data(
                """
                # where
                host: 127.0.0.1
                port: 1
                data: "\(data)"
                base_url: http://apus.invalid
                reset_admin: false
                """.utf8
            ).write(to: URL(filePath: file.string))
            let server = try ServerProgram.start(data: data, options: ["--config", file.string, "--port", "0"])
            let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
            let url = try await server.store(client).info().baseURL
            _ = try server.end(SIGTERM)
            #expect(url == "http://apus.invalid")
            await client.close()
        }
    }

    @Test(
        "that says something else is refused by its name",
        arguments: [
            ("prot: 1", "--prot"), ("port: many", "many"), ("port: {a: 1}", "no value for 'port'"),
            ("trust_namespace: [ml, {a: 1}]", "no value for 'trust_namespace'"), ("port: no", "no"),
            ("- host", "has no options"), ("a: [", "is no YAML"),
        ])
    func isRefused(text: String, words: String) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("options.yaml")
            try Data(text.utf8).write(to: URL(filePath: file.string))
            let said = try ServerProgram.refusal(of: ["--config", file.string, "--data", folder.string], in: folder)
            #expect(said.contains("options.yaml") && said.contains(words), "\(said)")
        }
    }
}
