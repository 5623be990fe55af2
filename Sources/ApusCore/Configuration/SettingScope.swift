/// Where an option may be set.
public enum SettingScope: String, Hashable, Sendable, Codable, CaseIterable {
    /// On the component only.
    case component
    /// On the component, and by a pipeline for its runs.
    case pipeline
    /// On the component, the pipeline and single steps.
    case step
}
