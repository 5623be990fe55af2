import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// The folder where the steps of a run leave copies of outputs for each other, and which outputs are taken at all.
struct SpareFolder: Sendable {
    private let path: FilePath
    private let taken: [String: Set<String>]

    /// Makes nothing. It lies beside the folders of steps.
    init(_ plan: RunPlan, of run: Identifier<Run>, environment: [String: String]) {
        path = FilePath(environment["TMPDIR"] ?? "/tmp")
            .appending("apus-\(run.short)-spares-\(UUID().uuidString.prefix(8))")
        var taken: [String: Set<String>] = [:]
        for reference in plan.steps.flatMap(\.inputs.values) {
            taken[reference.step, default: []].insert(reference.output)
        }
        self.taken = taken
    }

    /// What the runner of that step is told.
    func outputs(of step: String) -> SpareOutputs { SpareOutputs(folder: path, names: taken[step] ?? []) }

    /// Removes it with what nobody took. What cannot be removed stays: it is in a folder for temporary files.
    func remove() { try? FileManager.default.removeItem(atPath: path.string) }
}
