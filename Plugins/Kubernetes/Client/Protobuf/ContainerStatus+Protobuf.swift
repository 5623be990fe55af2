import FoundationEssentials

extension ContainerStatus: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var (name, imageID) = ("", "")
        var state = ContainerState.waiting(reason: nil, message: nil)
        var lastTermination: ContainerState.Termination?
        var restartCount = 0
        var isReady = false
        try message.forEach { field in
            switch field.number {
            case 1: name = try field.text()
            case 2: state = try field.read()
            case 3: lastTermination = try field.read(as: ContainerState.self).termination
            case 4: isReady = try field.flag()
            case 5: restartCount = try field.integer()
            case 7: imageID = try field.text()
            default: break
            }
        }
        self.init(
            name: name, state: state, lastTermination: lastTermination, restartCount: restartCount, isReady: isReady,
            imageID: imageID)
    }
}

extension ContainerState: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        self = .waiting(reason: nil, message: nil)
        try message.forEach { field in
            switch field.number {
            case 1: self = try Self.waiting(try field.message())
            case 2: self = try Self.running(try field.message())
            case 3: self = .terminated(try field.read())
            default: break
            }
        }
    }

    private static func waiting(_ message: ProtobufMessage) throws -> ContainerState {
        var (reason, text): (String?, String?)
        try message.forEach { field in
            switch field.number {
            case 1: reason = try field.textIfAny()
            case 2: text = try field.textIfAny()
            default: break
            }
        }
        return .waiting(reason: reason, message: text)
    }

    private static func running(_ message: ProtobufMessage) throws -> ContainerState {
        .running(since: try message.last(1)?.date())
    }
}

extension ContainerState.Termination: ProtobufReadable {
    init(protobuf message: ProtobufMessage) throws {
        var (exitCode, signal) = (0, 0)
        var (reason, text): (String?, String?)
        var (start, end): (Date?, Date?)
        try message.forEach { field in
            switch field.number {
            case 1: exitCode = try field.integer()
            case 2: signal = try field.integer()
            case 3: reason = try field.textIfAny()
            case 4: text = try field.textIfAny()
            case 5: start = try field.date()
            case 6: end = try field.date()
            default: break
            }
        }
        self.init(
            exitCode: exitCode, signal: signal == 0 ? nil : signal, reason: reason, message: text, startedAt: start,
            finishedAt: end)
    }
}
