import ApusModel
import Hummingbird

/// The pages and files of the dashboard, for everybody: they hold nothing that the interface would not be asked for.
struct DashboardPages {
    /// Addresses of pages. Each is the same document, whose script looks at the address.
    static let templates = [
        "/", "/login", "/runs", "/runs/{run}", "/runs/{run}/steps/{step}", "/compare", "/pipelines", "/plots",
        "/stacks",
        "/components/new", "/schedules", "/connectors", "/accounts", "/device",
    ]

    func add(to router: Router<CallContext>) {
        for template in Self.templates {
            router.get(RouterPath(template)) { request, _ in try Self.file("index.html").response(to: request) }
        }
        router.get("/assets/{name}") { request, context in
            try Self.file(context.parameters.get("name") ?? "").response(to: request)
        }
    }

    private static func file(_ name: String) throws(ApusError) -> DashboardFile {
        guard let file = DashboardFile.all[name] else { throw ApusError(.notFound, "there is no file '\(name)'") }
        return file
    }
}
