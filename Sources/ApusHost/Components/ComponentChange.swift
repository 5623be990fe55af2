/// What a user wants changed about a component; what is not named stays.
public struct ComponentChange: Hashable, Sendable {
    /// Options to set, as given on a command line, by option name.
    public var options: [String: String]
    /// Names of options to unset.
    public var removedOptions: [String]
    public var extras: ExtrasChange

    public init(
        options: [String: String] = [:], removedOptions: [String] = [], extras: ExtrasChange = ExtrasChange()
    ) {
        self.options = options
        self.removedOptions = removedOptions
        self.extras = extras
    }
}
