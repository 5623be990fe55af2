import ApusModel
import ArgumentParser
import Glibc

struct RunAttempt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Claim an attempt, run its command, keep its outputs, and report.",
        discussion: """
            The run is kept by the process that APUS_STEP_CHANNEL leads to, else by the server at \
            APUS_SERVER_URL, which knows the run by APUS_RUN_TOKEN, or by the token in the file that \
            APUS_RUN_TOKEN_FILE names. The exit code is 0 when the step succeeded, 1 when it failed, 3 when the attempt is another's, and 75 when nobody could be asked.
            """)

    @Option(name: .customLong("run"), help: "The run's identity.")
    var runID: String
    @Option(help: "The step's name.")
    var step: String
    @Option(help: "The attempt's number, from 1.")
    var attempt: Int
    @Option(help: "The name under which the attempt is claimed.")
    var holder: String
    @Option(help: "Seconds that the command has to end after it was asked to; then it is killed. For steps in pods.")
    var grace: Int = 25

    /// The first thread waits for signals, which are blocked everywhere; all else happens in a task that ends the
    /// program.
    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        var awaited = sigset_t()
        sigemptyset(&awaited)
        for number in [SIGTERM, SIGINT] { sigaddset(&awaited, number) }
        pthread_sigmask(SIG_BLOCK, &awaited, nil)
        let (signals, feed) = AsyncStream.makeStream(of: Int32.self)
        let key = Attempt.Key(run: Identifier(rawValue: runID), step: step, number: attempt)
        let program = AttemptProgram(attempt: key, holder: holder, grace: .seconds(grace))
        Task.detached {
            Glibc.exit(await program.run(signals, feed).rawValue)
        }
        while true {
            var number: Int32 = 0
            if sigwait(&awaited, &number) == 0 { feed.yield(number) }
        }
    }
}
