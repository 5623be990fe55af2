import ApusAPI
public import ApusModel

/// The description of the REST interface that OpenAPI 3.1 wants: https://spec.openapis.org/oas/v3.1.1.html.
///
/// Paths and rules come from ``/ApusAPI/Route/all``, schemas from what the types of bodies and answers decode.
public enum OpenAPIDocument {
    /// - Throws: ``/ApusModel/ApusError`` with `.internalFailure` when a route is not described, or a type cannot be.
    public static func make() throws -> JSONValue {
        try checkIsComplete()
        let book = SchemaBook()
        let problem = try book.schema(of: ProblemDetails.self)
        var paths: [String: [String: JSONValue]] = [:]
        for operation in Operation.all {
            let method = operation.route.method.rawValue.lowercased()
            let description = OperationDescription(operation: operation, book: book, problem: problem)
            paths[operation.route.template, default: [:]][method] = try description.json()
        }
        return [
            "openapi": "3.1.1",
            "info": [
                "title": "Apus", "version": .string(ApusVersion.current),
                "summary": "Stacks, pipelines and their runs.",
                "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "tags": .array(
                OperationTag.allCases.map {
                    ["name": .string($0.rawValue), "description": .string($0.description)]
                }),
            "paths": .object(paths.mapValues(JSONValue.object)),
            "components": [
                "schemas": .object(book.named), "securitySchemes": ["bearer": bearer],
                "headers": .object(OperationHeader.all),
            ],
        ]
    }

    private static let bearer: JSONValue = [
        "type": "http", "scheme": "bearer",
        "description": .string(
            "An API key, the token of a login, or the token of a run or schedule, by RFC 6750. Through what keeps"
                + " Authorization for itself the same value goes in \(CarriedAuthorization.header)."),
    ]

    private static func checkIsComplete() throws(ApusError) {
        let odd = Set(Operation.all.map(\.route)).symmetricDifference(Route.all)
        if odd.isEmpty { return }
        throw ApusError(
            .internalFailure, "the document of the interface has not the routes of the interface",
            reason: odd.map { "\($0.method.rawValue) \($0.template)" }.sorted().joined(separator: ", "))
    }
}
