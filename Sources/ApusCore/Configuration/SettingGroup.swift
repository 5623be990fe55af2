/// Takes the options of another configuration in, as if each were declared here.
///
/// ```swift
/// struct TokenConfiguration: ComponentConfiguration {
///     @SettingGroup var cluster: ClusterOptions
///     @Setting("Bearer token", isSecret: true)
///     var token: String
/// }
/// ```
@propertyWrapper
public struct SettingGroup<Options: ComponentConfiguration>: Sendable, Decodable {
    public let wrappedValue: Options

    public init() { wrappedValue = Options() }

    public init(from decoder: any Decoder) throws { wrappedValue = try Options(from: decoder) }
}

/// What reflection finds behind a group.
protocol DeclaredGroup {
    static var options: any ComponentConfiguration.Type { get }
}

extension SettingGroup: DeclaredGroup {
    static var options: any ComponentConfiguration.Type { Options.self }
}
