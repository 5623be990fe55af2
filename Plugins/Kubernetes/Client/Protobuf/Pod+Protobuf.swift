extension Pod: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        self.init(metadata: ObjectMetadata(name: ""))
        try message.forEach { field in
            switch field.number {
            case 1: metadata = try field.read()
            case 2: try readSpec(try field.message())
            case 3: try readStatus(try field.message())
            default: break
            }
        }
    }

    private mutating func readSpec(_ spec: ProtobufMessage) throws {
        try spec.forEach { field in
            switch field.number {
            case 2: try readContainer(try field.message())
            case 10: nodeName = try field.textIfAny()
            default: break
            }
        }
    }

    private mutating func readContainer(_ container: ProtobufMessage) throws {
        var name = ""
        var limits: [String: String] = [:]
        try container.forEach { field in
            switch field.number {
            case 1: name = try field.text()
            case 8:
                try field.message().forEach { field in
                    if field.number == 1 { try field.put(into: &limits) { try $0.quantity() } }
                }
            default: break
            }
        }
        memoryLimits[name] = limits["memory"]
    }

    private mutating func readStatus(_ status: ProtobufMessage) throws {
        try status.forEach { field in
            switch field.number {
            case 1:
                let word = try field.text()
                if !word.isEmpty { phase = PodPhase(rawValue: word) }
            case 2: conditions.append(try field.read())
            case 3: message = try field.textIfAny()
            case 4: reason = try field.textIfAny()
            case 6: podIP = try field.textIfAny()
            case 7: startedAt = try field.date()
            case 8: containers.append(try field.read())
            case 10: initContainers.append(try field.read())
            default: break
            }
        }
    }
}

extension ProtobufField {
    fileprivate func quantity() throws -> String { try message().last(1)?.text() ?? "" }
}
