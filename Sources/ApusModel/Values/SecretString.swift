/// A text that must not be seen: it prints, dumps and interpolates as `***`, and cannot be encoded by accident.
public struct SecretString: Hashable, Sendable, Decodable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: String

    public init(_ value: String) { self.value = value }

    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(String.self)
    }

    /// The text itself. Each call is a place where a secret leaves its wrapping: keep them few and at the edge.
    public func revealed() -> String { value }

    public var isEmpty: Bool { value.isEmpty }
    public var description: String { Self.mask }
    public var debugDescription: String { Self.mask }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// What is shown in a secret's place.
    public static let mask = "***"
}
