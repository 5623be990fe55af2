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
            guard let flavors else {
                throw ApusError(.unsupported, "the server knows no flavors", hint: "apus flavor list")
            }
            let components = ComponentService(store: store, registry: flavors.declared, now: now)
            return try .json(
                await components.register(
                    wanted.name, of: wanted.type, flavor: wanted.flavor, options: wanted.options))
        }
    }
}
