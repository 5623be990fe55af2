import ApusHost
import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("The home folder")
struct HomeTests {
    @Test("keeps the user's choices and keys, readable by the user alone")
    func keeps() async throws {
        try await withScratchFolder { folder in
            let home = Home(path: folder.appending("home"))
            #expect(try home.userState() == UserState())
            try home.changeUserState { $0 = UserState(activeStack: "a", server: "http://h") }
            try home.saveAPIKey(SecretString("key"), for: "http://h")
            #expect(try home.userState() == UserState(activeStack: "a", server: "http://h"))
            #expect(try home.apiKey(for: "http://h")?.revealed() == "key")
            #expect(try home.apiKey(for: "http://other") == nil)
            try home.saveAPIKey(nil, for: "http://h")
            #expect(try home.apiKey(for: "http://h") == nil)
            for name in try FileManager.default.contentsOfDirectory(atPath: home.path.string) {
                let mode = try FileManager.default.attributesOfItem(atPath: home.path.appending(name).string)[
                    .posixPermissions]
                #expect((mode as? Int).map { $0 & 0o077 } == 0, "\(name)")
            }
        }
    }

    @Test("says which file is damaged")
    func damaged() async throws {
        try await withScratchFolder { folder in
            try Data("{".utf8).write(to: URL(filePath: folder.appending("state.json").string))
            let error = #expect(throws: ApusError.self) { try Home(path: folder).userState() }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains("state.json") == true)
        }
    }

    @Test(
        "is where the environment says",
        arguments: [
            (["APUS_HOME": "/data/apus", "HOME": "/h"], "/data/apus"), (["HOME": "/h"], "/h/.apus"),
            (["APUS_HOME": "", "HOME": "/h"], "/h/.apus"),
        ])
    func place(environment: [String: String], path: String) throws {
        #expect(try Home(environment: environment).path.string == path)
    }
}
