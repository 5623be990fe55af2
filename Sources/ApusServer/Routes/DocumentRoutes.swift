import ApusAPI
import ApusModel
import ApusOpenAPI

/// The description of the interface.
struct DocumentRoutes {
    func add(to table: RouteTable) throws {
        let document = try OpenAPIDocument.make()
        table.on(.openAPI) { call in try call.resource(document, or: "document") }
    }
}
