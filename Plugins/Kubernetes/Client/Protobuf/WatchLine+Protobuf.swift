/// A `WatchEvent` of `k8s.io/apimachinery/pkg/apis/meta/v1`.
extension WatchLine: ProtobufReadable where Object: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var type = ""
        var object = ProtobufMessage([])
        try message.forEach { field in
            switch field.number {
            case 1: type = try field.text()
            case 2: object = try field.message().last(1).map { try ProtobufMessage(answer: $0.bytes()) } ?? object
            default: break
            }
        }
        switch type {
        case "ADDED", "MODIFIED": self = .put(try Object(protobuf: object))
        case "DELETED": self = .deleted(try Object(protobuf: object))
        case "BOOKMARK": self = .bookmark(version: try Object(protobuf: object).metadata.resourceVersion)
        case "ERROR": self = .error(try APIStatus(protobuf: object))
        default: self = .other
        }
    }
}
