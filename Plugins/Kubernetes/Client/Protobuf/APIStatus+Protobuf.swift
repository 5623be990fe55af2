extension APIStatus: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var code = 0
        var (reason, text) = ("", "")
        var (kind, name): (String?, String?)
        var retryAfter: Duration?
        try message.forEach { field in
            switch field.number {
            case 3: text = try field.text()
            case 4: reason = try field.text()
            case 5:
                try field.message().forEach { field in
                    switch field.number {
                    case 1: name = try field.textIfAny()
                    case 3: kind = try field.textIfAny()
                    case 5:
                        let seconds = try field.integer()
                        retryAfter = seconds == 0 ? nil : .seconds(seconds)
                    default: break
                    }
                }
            case 6: code = try field.integer()
            default: break
            }
        }
        self.init(code: code, reason: reason, message: text, kind: kind, name: name, retryAfter: retryAfter)
    }
}
