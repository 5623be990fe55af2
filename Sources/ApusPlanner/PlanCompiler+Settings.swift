import ApusCore
import ApusModel

extension PlanCompiler {
    /// The orchestrator's options for the whole run: the pipeline's over the component's over the defaults.
    func mergedSettings(_ pipeline: PipelineSpec) throws -> [String: JSONValue] {
        let component = target.components.first { $0.type == .orchestrator }
        let schema = target.orchestratorFlavor.schema
        let given = try schema.validate(
            component?.configuration ?? [:], of: "orchestrator '\(component?.name ?? "")'", isPartial: true)
        let own = schema.fillingDefaults(given)
        return try merged(own, with: pipeline.settings, scope: .pipeline, subject: "pipeline '\(pipeline.name)'")
    }

    /// `lower` with what `settings` say to the orchestrator laid over it.
    func merged(
        _ lower: [String: JSONValue], with settings: [String: JSONValue], scope: SettingScope, subject: String
    ) throws -> [String: JSONValue] {
        let given = try orchestratorSettings(in: settings, of: subject)
            .filter { !target.foreignOptions.contains($0.key.replacing("-", with: "_")) }
        let flavor = target.orchestratorFlavor
        let checked = try flavor.schema.validate(
            given, of: "orchestrator flavor '\(flavor.name)' in \(subject)", scope: scope, isPartial: true)
        return JSONValue.object(lower).merging(.object(checked)).objectValue ?? [:]
    }

    /// The settings that are for the target's orchestrator, under whichever key.
    private func orchestratorSettings(
        in settings: [String: JSONValue], of subject: String
    ) throws(ApusError) -> [String: JSONValue] {
        let orchestrator = target.components.first { $0.type == .orchestrator }
        var found: (key: String, value: JSONValue)?
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) where key != StepResources.settingsKey {
            guard let parsed = SettingsKey(key) else { throw Self.unknownKey(key, subject) }
            guard let orchestrator, parsed.isFor(orchestrator) else { continue }
            if let found {
                throw ApusError(
                    .invalidConfiguration, "\(subject) has settings for orchestrator '\(orchestrator.name)' twice",
                    reason: "'\(found.key)' and '\(key)' both mean it", hint: "keep one of them")
            }
            found = (key, value)
        }
        guard let found, found.value != .null else { return [:] }
        if let options = found.value.objectValue { return options }
        throw ApusError(
            .invalidConfiguration, "the settings '\(found.key)' of \(subject) cannot be \(found.value.kindName)",
            reason: "they are options by name")
    }

    private static func unknownKey(_ key: String, _ subject: String) -> ApusError {
        let known = ComponentType.all.map(\.rawValue) + [StepResources.settingsKey]
        return ApusError(
            .invalidConfiguration, "\(subject) has settings for '\(key)'",
            reason: "settings are for \(known.joined(separator: ", "))",
            hint: Spelling.closest(to: key, among: known).map { "did you mean '\($0)'?" })
    }
}
