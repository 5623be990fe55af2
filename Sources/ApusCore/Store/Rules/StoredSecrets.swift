package import ApusModel

/// The secrets of a component or connector after an update: `new` laid over `old`, without those that it no longer
/// names.
package func updatedSecrets(
    _ old: [String: SecretString], with new: [String: SecretString], keeping names: [String]
) -> [String: SecretString] {
    old.merging(new) { _, new in new }.filter { names.contains($0.key) }
}
