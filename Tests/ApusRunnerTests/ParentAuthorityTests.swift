import ApusCore
import ApusModel
import ApusRunner
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("The parent as authority", .timeLimit(.minutes(20)))
struct ParentAuthorityTests {
    private let attempt = Attempt.Key(run: Identifier(rawValue: "run"), step: "train", number: 1)

    private let connector = Connector(
        name: "buckets", type: "s3-bucket", authMethod: "secret-key", resourceTypes: [.s3Bucket], createdAt: Date())

    @Test("questions are answered, in whatever order the answers come")
    func answers() async throws {
        try await withChannel { authority, parent in
            async let claim = authority.claim(attempt, holder: "me")
            async let secrets = authority.secrets(of: Identifier(rawValue: "store"))
            async let bound = authority.connector(of: Identifier(rawValue: "store"))
            async let variables = authority.secretVariables(of: attempt)
            let digest = try #require(ContentDigest(String(repeating: "ab", count: 32)))
            let output = Artifact(digest: digest, size: 3, kind: .file)
            async let reserved = authority.reserve([output], for: attempt)
            var requests: [StepRequest] = []
            for _ in 0..<5 { requests.append(try await receive(from: parent)) }
            for request in requests.reversed() {
                switch request.call {
                case .claim(let key, let holder):
                    #expect(key == attempt && holder == "me")
                    try await answer(.claimed(.refused(reason: "taken")), to: request, over: parent)
                case .secrets: try await answer(.secrets(["key": "value"]), to: request, over: parent)
                case .secretVariables(let key):
                    #expect(key == attempt)
                    try await answer(.secrets(["TOKEN": "t"]), to: request, over: parent)
                case .connector:
                    try await answer(.connector(connector, secrets: ["token": "t"]), to: request, over: parent)
                case .reserve(let artifacts, let key):
                    #expect(key == attempt && artifacts == [output])
                    try await answer(.reserved(beingDeleted: [output.digest]), to: request, over: parent)
                case .report, .show: Issue.record("nothing was reported or printed")
                }
            }
            #expect(try await claim == .refused(reason: "taken"))
            #expect(try await secrets == ["key": SecretString("value")])
            let received = try await bound
            #expect(received.connector == connector && received.secrets == ["token": SecretString("t")])
            #expect(try await reserved == [digest])
            #expect(try await variables == ["TOKEN": SecretString("t")])
        }
    }

    @Test("an error crosses the channel with its code and words")
    func failures() async throws {
        try await withChannel { authority, parent in
            async let report = authority.report(
                AttemptReport(attempt: attempt, holder: "me", outcome: .failed(AttemptFailure(.command, "bad"))))
            let request = try await receive(from: parent)
            let failure = WireError(ApusError(.notFound, "no run", hint: "look"))
            try await answer(.failed(failure), to: request, over: parent)
            do {
                _ = try await report
                Issue.record("it succeeded")
            } catch let error as ApusError {
                #expect(error.code == .notFound && error.summary == "no run" && error.hint == "look")
            }
        }
    }

    @Test("a parent that goes away leaves nobody waiting")
    func gone() async throws {
        let pair = try DescriptorPair.socket()
        let authority = try ParentAuthority(StepChannel(input: pair.near, output: pair.near))
        async let claim = authority.claim(attempt, holder: "me")
        async let received: Void = authority.receiveAnswers()
        Glibc.close(pair.far.rawValue)
        await received
        do {
            _ = try await claim
            Issue.record("it succeeded")
        } catch let error as ApusError {
            #expect(error.code == .unavailable)
        }
        await #expect(throws: ApusError(.unavailable, "")) { try await authority.claim(attempt, holder: "me") }
    }

    @Test("the channel is named by two descriptors", arguments: ["", "3", "3,", "a,b", "-1,3", "3,4,5"])
    func badChannels(text: String) {
        #expect(StepChannel(text) == nil)
    }

    @Test("the channel's name is read back")
    func channel() {
        let channel = StepChannel(input: FileDescriptor(rawValue: 3), output: FileDescriptor(rawValue: 4))
        #expect(channel.text == "3,4" && StepChannel("3,4") == channel)
    }

    private func withChannel(_ body: (ParentAuthority, FrameConnection) async throws -> Void) async throws {
        let pair = try DescriptorPair.socket()
        let authority = try ParentAuthority(StepChannel(input: pair.near, output: pair.near))
        let parent = try FrameConnection(input: pair.far, output: pair.far)
        async let received: Void = authority.receiveAnswers()
        do {
            try await body(authority, parent)
        } catch {
            shutdown(pair.far.rawValue, Int32(SHUT_RDWR))
            throw error
        }
        shutdown(pair.far.rawValue, Int32(SHUT_RDWR))
        await received
    }

    private func receive(from parent: FrameConnection) async throws -> StepRequest {
        let message = try #require(try await parent.receive())
        return try CanonicalJSON.decode(StepRequest.self, from: message)
    }

    private func answer(_ answer: StepResponse.Answer, to request: StepRequest, over parent: FrameConnection)
        async throws
    {
        try await parent.send(try CanonicalJSON.encode(StepResponse(id: request.id, answer: answer)))
    }
}
