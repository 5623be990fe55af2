import ApusCore
import ApusModel
import ArgumentParser

/// Looking at what a run would make instead of starting it.
struct PreviewOptions: ParsableArguments {
    @Flag(help: "Print the manifests of everything that the run would make, and start nothing.")
    var dryRun = false
    @Flag(help: "Have the cluster say what it would answer to each object, and start nothing.")
    var serverDryRun = false
    @Flag(help: "Print the plan that the run would have, as JSON, and start nothing.")
    var printPlan = false
    @Option(name: [.customShort("o"), .customLong("output")], help: "The form of the manifests; yaml without it.")
    var output: ManifestForm?

    var isWanted: Bool { dryRun || serverDryRun }

    func validate() throws {
        if output != nil, !dryRun { throw ValidationError("-o is for manifests; add --dry-run") }
    }

    /// Prints the plan.
    func show(_ plan: RunPlan) throws { Console.output.print(try CanonicalJSON.prettyText(plan)) }

    /// Prints the manifests, then a line for each answer.
    /// - Throws: ``ApusError`` with `.rejected` when an object is refused.
    func show(_ objects: [PreviewedObject]) throws {
        if dryRun { Console.output.print(try (output ?? .yaml).text(objects.map(\.manifest))) }
        let answered = objects.compactMap { object in object.answer.map { (Self.name(of: object), $0) } }
        let talk = dryRun ? Console.error : Console.output
        talk.print(answered.map { Self.line($0, $1) })
        let refused = answered.count { if case .refused = $0.1 { true } else { false } }
        if refused > 0 {
            throw ApusError(
                .rejected, "the cluster refuses \(refused) of \(answered.count) objects",
                hint: "change the settings that its answers name; see them with --dry-run")
        }
    }

    private static func line(_ name: String, _ answer: PreviewedObject.Answer) -> String {
        switch answer {
        case .accepted: "\(name) accepted"
        case .exists: "\(name) is there already"
        case .refused(let words): "\(name) refused: \(words)"
        }
    }

    private static func name(of object: PreviewedObject) -> String {
        let kind = object.manifest["kind"]?.stringValue?.lowercased() ?? "object"
        return "\(kind)/\(object.manifest["metadata"]?["name"]?.stringValue ?? "")"
    }
}
