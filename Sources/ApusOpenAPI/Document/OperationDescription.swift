import ApusAPI
import ApusModel

/// The operation object of a route.
struct OperationDescription {
    let operation: Operation
    let book: SchemaBook
    /// The schema of problem details.
    let problem: JSONValue

    func json() throws -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "tags": [.string(operation.tag.rawValue)],
            "summary": .string(operation.summary), "description": .string(operation.route.access.words),
            "security": operation.route.access.role == nil ? [] : [["bearer": []]],
            "responses": .object(try responses()),
        ]
        let parameters = try parameters()
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let body = operation.body {
            members["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": try book.schema(of: body)]],
            ]
        }
        return .object(members)
    }

    private func parameters() throws -> [JSONValue] {
        let places = operation.route.places.map { name in
            [
                "name": .string(name), "in": "path", "required": true, "schema": Self.schema(ofPlace: name),
            ] as JSONValue
        }
        let queries = try operation.queries.map { query in
            var schema = try book.schema(of: query.type).objectValue ?? [:]
            if let range = query.range {
                schema["minimum"] = .integer(range.lowerBound)
                schema["maximum"] = .integer(range.upperBound)
            }
            return [
                "name": .string(query.name), "in": "query", "description": .string(query.description),
                "schema": .object(schema),
            ] as JSONValue
        }
        return places + queries + headers
    }

    private var headers: [JSONValue] {
        guard case .events = operation.answer else { return [] }
        return [
            [
                "name": "Last-Event-ID", "in": "header", "description": "Goes before `after`.",
                "schema": Int64.schema(in: book),
            ]
        ]
    }

    private func responses() throws -> [String: JSONValue] {
        var responses = try [success()]
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
        case .object: ("200", response("OK", content: ("application/json", ["type": "object"])))
        case .text(let mediaType): ("200", response("OK", content: (mediaType, ["type": "string"])))
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
        if operation.body != nil { problems.formUnion([400, 404, 409, 413, 422]) }
        return problems
    }

    private func response(_ description: String, content: (String, JSONValue?)?) -> JSONValue {
        var members: [String: JSONValue] = [
            "description": .string(description), "headers": OperationHeader.references([.requestID]),
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

    private static func schema(ofPlace name: String) -> JSONValue {
        name == "number" ? ["type": "integer"] : ["type": "string", "minLength": 1]
    }
}
