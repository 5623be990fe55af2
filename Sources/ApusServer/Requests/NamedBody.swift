import ApusAPI
import ApusModel

/// A body that brings something with a name.
protocol NamedBody: Decodable {
    /// What it brings, for messages, and how it is called.
    var naming: (kind: String, name: String) { get }
}

extension Call {
    /// As ``body(_:atMost:)``. Names are checked here too, because not every client is the command line, and a name
    /// becomes a label and a path.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for no name.
    func namedBody<Body: NamedBody>(_ type: Body.Type = Body.self) async throws -> Body {
        let body = try await body(type)
        _ = try Name.validate(body.naming.name, as: body.naming.kind)
        return body
    }
}

extension ComponentRecord: NamedBody {
    var naming: (kind: String, name: String) { ("\(component.type)", component.name) }
}

extension ConnectorRecord: NamedBody {
    var naming: (kind: String, name: String) { ("service connector", connector.name) }
}

extension SecretRecord: NamedBody {
    var naming: (kind: String, name: String) { ("secret", secret.name) }
}

extension Stack: NamedBody {
    var naming: (kind: String, name: String) { ("stack", name) }
}

extension StackUpdate: NamedBody {
    var naming: (kind: String, name: String) { ("stack", stack.name) }
}

extension ScheduleRecord: NamedBody {
    var naming: (kind: String, name: String) { ("schedule", schedule.name) }
}

extension NewRun: NamedBody {
    var naming: (kind: String, name: String) { ("pipeline", run.pipeline) }
}
