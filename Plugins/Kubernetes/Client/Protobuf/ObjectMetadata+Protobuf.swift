extension ObjectMetadata: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        self.init(name: "")
        try message.forEach { field in
            switch field.number {
            case 1: name = try field.text()
            case 3: namespace = try field.textIfAny()
            case 5: uid = try field.text()
            case 6: resourceVersion = try field.text()
            case 8: createdAt = try field.date()
            case 9: deletedAt = try field.date()
            case 10: deletionGracePeriod = try field.integer()
            case 11: try field.put(into: &labels) { try $0.text() }
            case 12: try field.put(into: &annotations) { try $0.text() }
            case 13: owners.append(try field.read())
            default: break
            }
        }
    }
}

extension ObjectMetadata.Owner: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var (kind, name, uid) = ("", "", "")
        var controller: Bool?
        try message.forEach { field in
            switch field.number {
            case 1: kind = try field.text()
            case 3: name = try field.text()
            case 4: uid = try field.text()
            case 6: controller = try field.flag()
            default: break
            }
        }
        self.init(kind: kind, name: name, uid: uid, controller: controller)
    }
}
