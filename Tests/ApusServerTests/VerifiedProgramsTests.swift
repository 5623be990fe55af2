import ApusAPI
import ApusClient
import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Programs that their infrastructure vouches for")
struct VerifiedProgramsTests {
    private let samples = Samples()
    private let token = SecretString("a.pods.token")

    @Test("touch their own run and nothing else, and the server says that it knows them")
    func touchTheirRun() async throws {
        let verifier = InMemoryProgramVerifier()
        let (store, other) = (try await samples.stored(), samples.otherRun.id)
        verifier.set(token, samples.run.id)
        try await withServer(store, programs: verifier) { server in
            let program = try server.store(token)
            #expect(try await program.plan(of: samples.run.id) == samples.plan)
            #expect(await failure { _ = try await program.plan(of: other) }?.code == .forbidden)
            #expect(await failure { _ = try await program.stacks() }?.code == .forbidden)
            #expect(try await server.store().info().verifiesPrograms == true)
        }
        try await withServer(try await samples.stored()) { server in
            let program = try server.store(token)
            #expect(await failure { _ = try await program.plan(of: samples.run.id) }?.code == .unauthorized)
            let info = try await server.store().info()
            #expect(info.verifiesPrograms == false)
        }
    }

    @Test("are asked about once a minute, and not believed any longer once nothing vouches for them")
    func areAskedAbout() async throws {
        let (verifier, moment) = (InMemoryProgramVerifier(), TestMoment(samples.now))
        let store = try await samples.stored()
        verifier.set(token, samples.run.id)
        try await withServer(store, now: { moment.now }, programs: verifier) { server in
            let program = try server.store(token)
            for _ in 0..<3 { _ = try await program.plan(of: samples.run.id) }
            #expect(verifier.questions == 1)
            verifier.set(token, nil)
            moment.advance(by: 61)
            #expect(await failure { _ = try await program.plan(of: samples.run.id) }?.code == .unauthorized)
            #expect(verifier.questions == 2)
            verifier.fail(with: ApusError(.unavailable, "the cluster is away"))
            #expect(await failure { _ = try await program.plan(of: samples.run.id) }?.code == .unavailable)
        }
    }

    @Test("read a token from its file for every call")
    func readFiles() async throws {
        let verifier = InMemoryProgramVerifier()
        let store = try await samples.stored()
        verifier.set(SecretString("second"), samples.run.id)
        try await withScratchFolder { folder in
            let file = folder.appending("token").string
            try await withServer(store, programs: verifier) { server in
                let token = try #require(BearerToken(ofRunIn: ["APUS_RUN_TOKEN_FILE": file, "APUS_RUN_TOKEN": "no"]))
                let program = try RemoteStore(url: server.url, token: token, client: server.client, retries: .none)
                let missing = await failure { _ = try await program.plan(of: samples.run.id) }
                #expect(missing?.code == .unauthorized)
                #expect(missing?.reason?.contains(file) == true)
                try Data("first\n".utf8).write(to: URL(filePath: file))
                #expect(await failure { _ = try await program.plan(of: samples.run.id) }?.code == .unauthorized)
                try Data("second\n".utf8).write(to: URL(filePath: file))
                #expect(try await program.plan(of: samples.run.id) == samples.plan)
            }
        }
    }

    @Test("conforms: the verifier of the tests")
    func conformance() async throws {
        let verifier = InMemoryProgramVerifier()
        verifier.set(token, samples.run.id)
        try await ProgramVerifierConformance(
            verifier, programs: [samples.run.id: token], strangers: ["another": SecretString("another")]
        ).check()
    }
}
