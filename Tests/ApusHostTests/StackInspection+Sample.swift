import ApusCore
import ApusHost
import Logging
import SystemPackage

extension StackInspection {
    /// An inspection of stacks in `store`.
    static func sample(
        _ store: any MetadataStore, _ registry: FlavorRegistry, storeIsLocal: Bool = false
    ) -> StackInspection {
        let factory = ComponentFactory(
            store: store, registry: registry, home: "/nowhere", logger: Logger(label: "test"))
        return StackInspection(registry: registry, factory: factory, storeIsLocal: storeIsLocal)
    }
}
