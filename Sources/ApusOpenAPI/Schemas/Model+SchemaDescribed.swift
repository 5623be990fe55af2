import ApusModel

extension JSONValue: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { true }
    static func example() -> JSONValue { .null }
}

extension Identifier: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "string"] }
    static func example() -> Identifier { Identifier(rawValue: "") }
}

extension ContentDigest: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue {
        ["type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$", "description": "A SHA-256, in hexadecimal digits."]
    }
    static func example() throws -> ContentDigest {
        guard let digest = ContentDigest(String(repeating: "0", count: 64)) else {
            throw ApusError(.internalFailure, "64 digits make no digest")
        }
        return digest
    }
}

extension CronExpression: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue {
        ["type": "string", "description": "A cron expression: five fields, or a word such as @daily."]
    }
    static func example() throws -> CronExpression { try CronExpression("@daily") }
}

extension SecretString: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "string", "format": "password"] }
    static func example() -> SecretString { SecretString("") }
}
