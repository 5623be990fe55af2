import ApusAPI
import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials
import Hummingbird

/// Flavors, and components that are registered of them.
struct FlavorRoutes {
    let store: any MetadataStore
    let flavors: ServerFlavors?
    let now: @Sendable () -> Date

    func add(to table: RouteTable) {
        let (store, flavors, now) = (store, flavors, now)
        table.on(.flavors) { _ in
            try .json(Listing(items: flavors?.declared.flavors.map(FlavorDeclaration.init) ?? []))
        }
        table.on(.registerComponent) { call in
            let wanted: ComponentRegistration = try await call.body()
            let components = try ComponentService(
                store: store, registry: flavors.known().declared, now: now, usesMachine: false)
            return try await .reaching {
                try .json(
                    await components.register(
                        wanted.name, of: wanted.type, flavor: wanted.flavor, options: wanted.options,
                        connector: wanted.connection?.connector, resource: wanted.connection?.resource))
            }
        }
        table.on(.connectComponent) { call in
            let id: Identifier<Component> = try call.identifier("component")
            let wanted: ComponentConnection = try await call.body()
            guard let component = try await store.component(id) else {
                throw ApusError(.notFound, "there is no component '\(id)'")
            }
            let components = try ComponentService(
                store: store, registry: flavors.known().declared, now: now, usesMachine: false)
            return try await .reaching {
                try .json(
                    await components.connect(
                        component.name, of: component.type, to: wanted.connector, resource: wanted.resource))
            }
        }
    }
}
