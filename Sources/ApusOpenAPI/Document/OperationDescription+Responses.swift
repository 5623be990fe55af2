import ApusAPI
import ApusModel

extension OperationDescription {
    /// What may be answered, by status.
    func responses() throws -> [String: JSONValue] {
        var responses = try [success()]
        if case .resource = operation.answer {
            responses.append(("304", response("The caller has it already.", content: nil, [.requestID, .entityTag])))
        }
        responses += problems.map { status in
            var headers = [OperationHeader.requestID]
            if status == 401 { headers.append(.challenge) }
            if status == 429 { headers.append(.retryAfter) }
            return (String(status), problem(ProblemDetails.title(of: status), headers))
        }
        responses.append(("503", problem(ProblemDetails.title(of: 503), [.requestID, .retryAfter])))
        responses.append(("5XX", problem("The server failed, or what it depends on.", [.requestID])))
        return Dictionary(responses) { first, _ in first }
    }

    private func success() throws -> (String, JSONValue) {
        switch operation.answer {
        case .done: ("204", response("It is done.", content: nil))
        case .json(let type):
            ("200", response("OK", content: ("application/json", try book.schema(of: type))))
        case .resource(let type):
            (
                "200",
                response(
                    "OK", content: ("application/json", try book.schema(of: type)), [.requestID, .entityTag])
            )
        case .text(let mediaType): ("200", response("OK", content: (mediaType, ["type": "string"])))
        case .bytes: ("200", response("OK", content: ("application/octet-stream", nil)))
        case .events(let types):
            (
                "200",
                response(
                    "The data of events: " + (try types.map { try name(of: $0) }.joined(separator: ", ")) + ".",
                    content: (ServerSentEvent.mediaType, nil))
            )
        }
    }

    private func name(of type: any Decodable.Type) throws -> String {
        "`" + (try book.schema(of: type)["$ref"]?.stringValue ?? "") + "`"
    }

    /// RFC 9110: what the route and the body make possible, beside what the operation adds.
    private var problems: Set<Int> {
        var problems = Set(operation.problems)
        if operation.route.access.role != nil { problems.formUnion([401, 403]) }
        if !operation.route.places.isEmpty { problems.formUnion([400, 404]) }
        if !operation.queries.isEmpty { problems.insert(400) }
        if operation.route.isCreation { problems.formUnion([400, 409, 422]) }
        if operation.changesResource { problems.insert(412) }
        if operation.body != nil { problems.formUnion([400, 404, 408, 409, 413, 422]) }
        return problems
    }

    private func response(
        _ description: String, content: (String, JSONValue?)?, _ headers: [OperationHeader] = [.requestID]
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "description": .string(description), "headers": OperationHeader.references(headers),
        ]
        if let (mediaType, schema) = content {
            members["content"] = .object([mediaType: schema.map { ["schema": $0] } ?? [:]])
        }
        return .object(members)
    }

    private func problem(_ title: String, _ headers: [OperationHeader]) -> JSONValue {
        [
            "description": .string(title), "headers": OperationHeader.references(headers),
            "content": .object([ProblemDetails.mediaType: ["schema": problem]]),
        ]
    }
}
