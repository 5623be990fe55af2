/// The name of an output, with the type of what is in it.
///
/// A text literal is enough where the compiler knows the type, as with the outputs of a Swift step.
public struct Output<Value: ArtifactValue>: Hashable, Sendable, ExpressibleByStringLiteral {
    public let name: String

    /// An output of type `Value`, such as a command leaves.
    public init(_ name: String, as type: Value.Type = Value.self) { self.name = name }
    public init(stringLiteral name: String) { self.name = name }
}

extension Output where Value == File {
    /// An output that is a file of any kind.
    public static func file(_ name: String) -> Self { Self(name) }
}

extension Output where Value == Folder {
    /// An output that is a folder.
    public static func folder(_ name: String) -> Self { Self(name) }
}
