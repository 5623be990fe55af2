import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let stacks: [Self] = [
        Self("a new store has the stack default with local components") { store, expect in
            guard let stack = try await store.stack(named: "default") else {
                return try expect.fail("there is no stack default")
            }
            try expect.equal(try await store.stacks(), [stack], "the list of stacks")
            for type in [ComponentType.orchestrator, .artifactStore] {
                guard let id = stack.components[type], let component = try await store.component(id) else {
                    return try expect.fail("the stack default has no \(type)")
                }
                try expect.equal(component.name, "default", "the name of the \(type)")
                try expect.equal(component.flavor, "local", "the flavor of the \(type)")
                try expect.equal(component.type, type, "the type of the \(type)")
            }
            try expect.equal(stack.components.count, 2, "the number of components")
        },
        Self("a stack is kept unchanged, and listed by name") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            let stack = Stack(
                name: "prod", components: [.artifactStore: component.id], labels: ["a": "b"], createdAt: moment())
            try await store.create(stack)
            try await store.create(stack)
            try await store.create(Stack(name: "aa", components: [:], createdAt: moment()))
            try expect.equal(try await store.stack(named: "prod"), stack, "the stack")
            try expect.equal(try await store.stack(named: "pro"), nil, "an unknown stack")
            try expect.equal(try await store.stacks().map(\.name), ["aa", "default", "prod"], "the list")
        },
        Self("the components that stacks have are listed once, and no others") { store, expect in
            let (own, other) = (Component.sample("own"), Component.sample("other"))
            for component in [own, other] { try await store.create(component, secrets: [:]) }
            for name in ["a", "b"] {
                try await store.create(
                    Stack(name: name, components: [.artifactStore: own.id], createdAt: moment()))
            }
            let members = try await store.members().map { "\($0.type.rawValue) \($0.name)" }
            try expect.equal(
                members, ["artifact_store default", "artifact_store own", "orchestrator default"], "the components")
        },
        Self("a stack's name is taken once, and its components must be there") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            try await expect.failure(.alreadyExists, of: "another stack of the name") {
                try await store.create(Stack(name: "default", components: [:], createdAt: moment()))
            }
            try await expect.failure(.notFound, of: "a stack of an unknown component") {
                try await store.create(
                    Stack(name: "a", components: [.orchestrator: .make()], createdAt: moment()))
            }
            try await expect.failure(.notFound, of: "a stack with an artifact store as its orchestrator") {
                try await store.create(
                    Stack(name: "a", components: [.orchestrator: component.id], createdAt: moment()))
            }
            try expect.equal(try await store.stack(named: "a"), nil, "the refused stack")
        },
        Self("a removed stack lets its components go") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            let stack = Stack(name: "prod", components: [.artifactStore: component.id], createdAt: moment())
            try await store.create(stack)
            try await expect.failure(.inUse, of: "removing a component of the stack") {
                try await store.deleteComponent(component.id)
            }
            try await store.deleteStack(stack.id)
            try expect.equal(try await store.stack(named: "prod"), nil, "the removed stack")
            try expect.equal(try await store.component(component.id), component, "its component")
            try await store.deleteComponent(component.id)
            try await expect.failure(.notFound, of: "removing the stack again") {
                try await store.deleteStack(stack.id)
            }
        },
        Self("an update replaces the stack of the identity, unless it is another one by now") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            let first = Stack(name: "prod", components: [.artifactStore: component.id], createdAt: moment())
            try await store.create(first)
            var second = first
            second.name = "renamed"
            second.components = [:]
            second.environment = ["A": "b"]
            second.secrets = ["s"]
            for _ in 0..<2 { try await store.update(second, replacing: first) }
            try expect.equal(try await store.stack(named: "renamed"), second, "the stack")
            try expect.equal(try await store.stack(named: "prod"), nil, "the old name")
            try await store.deleteComponent(component.id)
            var third = first
            third.labels = ["late": "yes"]
            try await expect.failure(.conflict, of: "an update by somebody slower") { [third] in
                try await store.update(third, replacing: first)
            }
            third.components = [.orchestrator: .make()]
            try await expect.failure(.notFound, of: "an update to an unknown component") { [third] in
                try await store.update(third, replacing: nil)
            }
            third.components = [:]
            third.name = "default"
            try await expect.failure(.alreadyExists, of: "an update to a taken name") { [third] in
                try await store.update(third, replacing: nil)
            }
            try await expect.failure(.notFound, of: "updating an unknown stack") {
                try await store.update(Stack(name: "new", components: [:], createdAt: moment()), replacing: nil)
            }
            try expect.equal(try await store.stack(named: "renamed"), second, "the stack after refused updates")
        },
        Self("the stack default may change, but not its name") { store, expect in
            guard var stack = try await store.stack(named: "default") else {
                return try expect.fail("there is no stack default")
            }
            stack.labels = ["a": "b"]
            try await store.update(stack, replacing: nil)
            try expect.equal(try await store.stack(named: "default"), stack, "the stack")
            stack.name = "other"
            try await expect.failure(.forbidden, of: "renaming it") { [stack] in
                try await store.update(stack, replacing: nil)
            }
        },
        Self("a stack that is removed with its components leaves those that others have") { store, expect in
            let (own, shared) = (Component.sample("own"), Component.sample("shared", type: .orchestrator))
            for component in [own, shared] { try await store.create(component, secrets: [:]) }
            let stack = Stack(
                name: "a", components: [.artifactStore: own.id, .orchestrator: shared.id], createdAt: moment())
            try await store.create(stack)
            try await store.create(Stack(name: "b", components: [.orchestrator: shared.id], createdAt: moment()))
            let removed = try await store.deleteStack(stack.id, withComponents: true)
            try expect.equal(removed, [own], "what was removed")
            try expect.equal(try await store.component(own.id), nil, "the component of this stack alone")
            try expect.equal(try await store.component(shared.id), shared, "the component of both")
        },
        Self("the stack default cannot be removed") { store, expect in
            guard let stack = try await store.stack(named: "default") else {
                return try expect.fail("there is no stack default")
            }
            try await expect.failure(.forbidden, of: "removing it") { try await store.deleteStack(stack.id) }
            try expect.equal(try await store.stack(named: "default"), stack, "the stack")
        },
    ]
}
