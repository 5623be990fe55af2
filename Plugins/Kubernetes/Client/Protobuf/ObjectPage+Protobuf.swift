/// The lists of all kinds have the same fields.
extension ObjectPage: ProtobufReadable where Object: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var items: [Object] = []
        var (version, position): (String?, String?)
        try message.forEach { field in
            switch field.number {
            case 1:
                try field.message().forEach { field in
                    switch field.number {
                    case 2: version = try field.textIfAny()
                    case 3: position = try field.textIfAny()
                    default: break
                    }
                }
            case 2: items.append(try field.read())
            default: break
            }
        }
        self.init(metadata: Metadata(resourceVersion: version, continue: position), items: items)
    }
}
