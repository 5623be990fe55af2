/// What a plugin is made of.
public enum PluginKind: String, Hashable, Sendable, Codable {
    /// Linked into the programs of Apus.
    case bundled
    /// A program of its own, in any language.
    case executable
    /// A C shared library, loaded by `apus-foreign`.
    case library
}
