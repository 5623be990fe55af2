import ApusCore
import ApusHost
import ApusModel
import ApusPlanner

extension RunPreparation {
    /// What is said about settings for flavors and components that are nowhere.
    func unusedSettings(of pipeline: PipelineSpec) async -> [Diagnostic] {
        var found: [Diagnostic] = []
        for key in Set(([pipeline.settings] + pipeline.allSteps.map(\.settings)).flatMap(\.keys)).sorted() {
            do {
                guard let parsed = SettingsKey(key) else { continue }
                switch parsed.narrowing {
                case .flavor(let name): _ = try session.registry.flavor(name, of: parsed.type)
                case .component(let name): _ = try await session.components.component(named: name, of: parsed.type)
                case nil: break
                }
            } catch {
                let reason = (error as? ApusError)?.summary ?? String(describing: error)
                found.append(Diagnostic(.warning, "settings '\(key)' are not used: \(reason)"))
            }
        }
        return found
    }

    static func warn(_ found: [Diagnostic]) {
        for warning in found { Console.error.print(Console.error.style.yellow("warning: ") + warning.summary) }
    }

    /// What is said about options that should no longer be used, once each, wherever they are set.
    static func deprecations(in plan: RunPlan, _ schema: ConfigurationSchema) -> [Diagnostic] {
        let given = ([plan.orchestratorSettings] + plan.steps.map(\.orchestratorSettings))
            .reduce(into: Set<String>()) { $0.formUnion($1.keys) }
        return schema.options.compactMap { option in
            guard let instead = option.deprecated, option.defaultValue == nil, given.contains(option.name) else {
                return nil
            }
            return Diagnostic(.warning, "option '\(option.name)' is deprecated: \(instead)")
        }
    }
}
