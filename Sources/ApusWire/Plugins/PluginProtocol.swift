/// What a plugin in a process of its own and its host agree on before they talk. `Documentation/plugins.md` describes
/// the messages for authors in any language.
public enum PluginProtocol {
    /// The versions that this host speaks.
    public static let versions: ClosedRange<Int> = 1...1
    /// The variable that tells a program that a host started it. No secret: it is there for people who start a plugin
    /// by hand.
    public static let cookieVariable = "APUS_PLUGIN_COOKIE"
    /// The variable's value.
    public static let cookie = "f2a9d6c4-host-of-plugins"
    /// How a plugin ends that was started by hand: `EX_USAGE` of sysexits.h.
    public static let usageExitCode: Int32 = 64
}
