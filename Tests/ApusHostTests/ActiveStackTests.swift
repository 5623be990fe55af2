import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("The active stack")
struct ActiveStackTests {
    @Test(
        "is the environment's before the project's before the user's before the default one",
        arguments: [
            (["APUS_STACK": "e"], "p", "u", "e", ActiveStack.Source.environment),
            (["APUS_STACK": ""], "p", "u", "p", .project), ([:], nil, "u", "u", .user),
            ([:], nil, nil, "default", .default),
        ] as [([String: String], String?, String?, String, ActiveStack.Source)])
    func precedence(
        environment: [String: String], ofProject: String?, ofUser: String?, name: String, source: ActiveStack.Source
    ) {
        let active = ActiveStack(
            environment: environment, project: ("/p", Project.State(activeStack: ofProject)),
            user: UserState(activeStack: ofUser))
        #expect(active.name == name)
        #expect(active.source == source)
    }

    @Test("of a project holds in every folder below it, and not beside it")
    func project() async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("work").appending("digits")
            let inner = place.appending("a").appending("b")
            try FileManager.default.createDirectory(atPath: inner.string, withIntermediateDirectories: true)
            #expect(Project(around: inner) == nil)
            try Project.make(in: place).change { $0.activeStack = "prod" }
            _ = try Project.make(in: place)
            for below in [place, inner] {
                let found = try #require(Project(around: below))
                #expect(found.folder == place)
                #expect(try found.state().activeStack == "prod")
            }
            #expect(Project(around: folder.appending("work")) == nil)
        }
    }

    @Test("that vanished is said, with who chose it")
    func vanished() async throws {
        let service = StackService(store: InMemoryMetadataStore(), registry: try FlavorRegistry())
        let active = ActiveStack(environment: [:], project: nil, user: UserState(activeStack: "gone"))
        let error = await #expect(throws: ApusError.self) { try await service.stack(active: active) }
        #expect(error?.code == .notFound)
        #expect(error?.summary == "the active stack 'gone' does not exist any more")
        #expect(error?.hint == "apus stack set default")
    }
}
