/// The place of a value in an option: `pod_settings.tolerations[0]`, with whose option it is.
public struct SettingPath: Hashable, Sendable {
    /// As in a manifest: keys after dots, positions from 0 in brackets.
    public let text: String
    /// What is configured: `orchestrator flavor 'kubernetes' in step 'train'`.
    public let subject: String

    public init(_ text: String, of subject: String) {
        self.text = text
        self.subject = subject
    }

    /// The place under `key` in this one.
    public func appending(_ key: String) -> Self { Self("\(text).\(key)", of: subject) }
    /// The place of the element at `index` in this one.
    public func appending(_ index: Int) -> Self { Self("\(text)[\(index)]", of: subject) }
}

extension SettingPath: CustomStringConvertible {
    public var description: String { "'\(text)' of \(subject)" }
}
