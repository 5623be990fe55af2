import FoundationEssentials

/// Conditions of Jobs, Pods and Nodes have the same fields.
extension ObjectCondition: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var (type, status) = ("", "")
        var (reason, text): (String?, String?)
        var lastTransitionTime: Date?
        try message.forEach { field in
            switch field.number {
            case 1: type = try field.text()
            case 2: status = try field.text()
            case 4: lastTransitionTime = try field.date()
            case 5: reason = try field.textIfAny()
            case 6: text = try field.textIfAny()
            default: break
            }
        }
        self.init(type: type, status: status, reason: reason, message: text, lastTransitionTime: lastTransitionTime)
    }
}
