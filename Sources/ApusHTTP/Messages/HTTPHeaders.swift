/// Header fields in order. Names are compared without regard to case, and may occur several times.
public struct HTTPHeaders: Sendable, Hashable {
    /// One header line.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// Names are compared without regard to case, values exactly.
        public static func == (left: Field, right: Field) -> Bool {
            left.value == right.value && left.name.lowercased() == right.name.lowercased()
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(name.lowercased())
            hasher.combine(value)
        }

        func hasName(_ other: String) -> Bool {
            name.utf8.count == other.utf8.count && name.lowercased() == other.lowercased()
        }
    }

    private var fields: [Field] = []

    public init() {}

    public init(_ fields: some Sequence<Field>) { self.fields = Array(fields) }

    /// The first value of `name`, or `nil`. Setting replaces all fields of that name by one, `nil` removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.hasName(name) }?.value }
        set {
            let position = fields.firstIndex { $0.hasName(name) }
            fields.removeAll { $0.hasName(name) }
            if let newValue { fields.insert(Field(name, newValue), at: position ?? fields.endIndex) }
        }
    }

    /// All values of `name`, in order.
    public func values(of name: String) -> [String] {
        fields.filter { $0.hasName(name) }.map(\.value)
    }

    /// Adds a field at the end, beside those of the same name.
    public mutating func append(_ name: String, _ value: String) { fields.append(Field(name, value)) }

    public mutating func removeAll(named name: String) { self[name] = nil }
}

extension HTTPHeaders: RandomAccessCollection {
    public var startIndex: Int { fields.startIndex }
    public var endIndex: Int { fields.endIndex }
    public subscript(position: Int) -> Field { fields[position] }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field($0.0, $0.1) }
    }
}

extension HTTPHeaders: CustomStringConvertible, CustomReflectable {
    /// The fields, one a line; values that may carry credentials show as `***`.
    public var description: String {
        fields.map { "\($0.name): \(Self.isSecret($0.name) ? "***" : $0.value)" }.joined(separator: "\n")
    }

    public var customMirror: Mirror {
        Mirror(self, unlabeledChildren: description.split(separator: "\n"), displayStyle: .collection)
    }

    private static let secretNames: Set<String> = [
        "authorization", "proxy-authorization", "apus-authorization", "cookie", "set-cookie", "x-amz-security-token",
        "x-registry-auth", "x-api-key", "location",
    ]

    private static func isSecret(_ name: String) -> Bool { secretNames.contains(name.lowercased()) }
}
