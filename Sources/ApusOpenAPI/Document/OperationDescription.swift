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
        var headers: [JSONValue] = []
        if case .events = operation.answer {
            headers.append(header("Last-Event-ID", "Goes before `after`.", String.schema(in: book)))
        }
        if operation.route.isCreation {
            headers.append(
                header(
                    "Idempotency-Key", "Names the call: made again, it makes nothing more, and has the same answer.",
                    ["type": "string", "minLength": 1, "maxLength": 130, "pattern": "^\"?[!#-~]+\"?$"]))
        }
        if case .resource = operation.answer {
            headers.append(header("If-None-Match", "RFC 9110, section 13.1.2.", String.schema(in: book)))
        }
        if operation.changesResource {
            headers.append(header("If-Match", "RFC 9110, section 13.1.1.", String.schema(in: book)))
        }
        return headers
    }

    private func header(_ name: String, _ description: String, _ schema: JSONValue) -> JSONValue {
        ["name": .string(name), "in": "header", "description": .string(description), "schema": schema]
    }

    private static func schema(ofPlace name: String) -> JSONValue {
        name == "number" ? ["type": "integer"] : ["type": "string", "minLength": 1]
    }
}
