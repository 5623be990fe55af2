import ApusCore
import ApusDriver
import ApusModel
import ApusTestKit
import Logging
import SystemPackage
import Testing

@testable import LocalPlugin

@Suite("The surroundings of a runner", .timeLimit(.minutes(20)))
struct RunnerSurroundingsTests {
    @Test(
        "may be a root that can only be read and a user without a name, if there is a folder to write in",
        .enabled(if: Container.isPossible, "needs the right to make namespaces"))
    func restricted() async throws {
        try await withScratchFolder { folder in
            let command = """
                echo "user:$(id -u)"
                echo "root:$(awk '$2 == "/" { print substr($4, 1, 2) }' /proc/self/mounts | tail -n 1)"
                echo made > "$APUS_OUTPUT_A"
                """
            let run = try await LocalRun([.shell("step", command, outputs: ["a"])], in: folder)
            let launcher = LocalLauncher(
                store: run.store,
                program: try Container.restrictedProgram(
                    in: folder, starting: BuildFolder.path.appending("apus-step")),
                home: folder.appending("home"), logger: Logger(label: "test")
            ) { run.take($0) }
            let driver = RunDriver(
                run: run.submitted.run.id, store: run.store, launcher: launcher, logger: Logger(label: "test"))
            #expect(try await driver.drive().status == .succeeded)
            #expect(run.printed(by: "step") == ["user:12345", "root:ro"])
        }
    }
}
