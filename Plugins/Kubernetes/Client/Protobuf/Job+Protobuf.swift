extension Job: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        self.init(metadata: ObjectMetadata(name: ""))
        try message.forEach { field in
            switch field.number {
            case 1: metadata = try field.read()
            case 3: try readStatus(try field.message())
            default: break
            }
        }
    }

    private mutating func readStatus(_ status: ProtobufMessage) throws {
        try status.forEach { field in
            switch field.number {
            case 1: conditions.append(try field.read())
            case 2: startedAt = try field.date()
            case 3: completedAt = try field.date()
            case 4: active = try field.integer()
            case 5: succeeded = try field.integer()
            case 6: failed = try field.integer()
            default: break
            }
        }
    }
}
