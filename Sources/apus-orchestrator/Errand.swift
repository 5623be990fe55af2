import ApusModel

/// What the program is started for. It is read by hand: a library for command lines takes longer to read two options
/// than the program takes for a step, and nobody types them.
enum Errand: Hashable {
    case drive(Identifier<Run>)
    /// A schedule's time has come; the server makes the run.
    case fire(Identifier<Schedule>)
    case help
    case version

    /// - Parameter arguments: without the program's name.
    /// - Throws: `.invalidArgument`.
    init(_ arguments: [String]) throws(ApusError) {
        switch (arguments.first, arguments.dropFirst().first, arguments.count) {
        case ("--run", let id?, 2): self = .drive(Identifier(rawValue: id))
        case ("--schedule", let id?, 2): self = .fire(Identifier(rawValue: id))
        case ("--help", nil, 1), ("-h", nil, 1): self = .help
        case ("--version", nil, 1): self = .version
        default:
            throw ApusError(
                .invalidArgument, "apus-orchestrator takes either --run or --schedule, with an identity",
                reason: "it got '\(arguments.joined(separator: " "))'", hint: "apus-orchestrator --help")
        }
    }

    static let usage = """
        Drives one run from inside the cluster: one pod per step. 'apus pipeline run' makes the pod that starts it.

        Usage: apus-orchestrator --run ID | --schedule ID | --version

          --run ID        Drive this run.
          --schedule ID   Drive the run that the server makes for this firing of a schedule.
        """
}
