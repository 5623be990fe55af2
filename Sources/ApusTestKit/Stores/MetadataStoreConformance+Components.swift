import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let components: [Self] = [
        Self("a component is found by identity and by name, unchanged") { store, expect in
            let binding = ConnectorBinding(
                connector: .make(), resourceType: .s3Bucket, resourceID: "s3://bucket")
            let component = Component.sample(connector: binding)
            try await store.create(component, secrets: [:])
            try expect.equal(try await store.component(component.id), component, "the component by identity")
            try expect.equal(
                try await store.component(named: "mine", of: .artifactStore), component, "the component by name")
            try expect.equal(
                try await store.component(named: "mine", of: .orchestrator), nil, "another type's component")
            try expect.equal(try await store.component(named: "Mine", of: .artifactStore), nil, "a name in capitals")
            try expect.equal(try await store.component(.make()), nil, "an unknown component")
        },
        Self("a component's name is taken once for its type") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            try await store.create(component, secrets: [:])
            try await expect.failure(.alreadyExists, of: "another component of the name") {
                try await store.create(Component.sample(), secrets: [:])
            }
            try await store.create(Component.sample(type: .containerRegistry), secrets: [:])
            try expect.equal(
                try await store.component(named: "mine", of: .artifactStore)?.id, component.id, "the identity")
        },
        Self("components are listed by type and name") { store, expect in
            for name in ["b", "a", "c"] { try await store.create(Component.sample(name), secrets: [:]) }
            try await store.create(Component.sample("a", type: .orchestrator), secrets: [:])
            let all = try await store.components(of: nil).map { "\($0.type.rawValue) \($0.name)" }
            try expect.equal(
                all,
                [
                    "artifact_store a", "artifact_store b", "artifact_store c", "artifact_store default",
                    "orchestrator a", "orchestrator default",
                ], "the list of all")
            try expect.equal(
                try await store.components(of: .orchestrator).map(\.name), ["a", "default"], "the list of one type")
            try expect.equal(
                try await store.components(of: .containerRegistry), [], "the list of a type without components")
        },
        Self("an update replaces the component of the identity") { store, expect in
            var component = Component.sample()
            try await store.create(component, secrets: [:])
            try await store.create(Component.sample("other"), secrets: [:])
            component.name = "renamed"
            component.configuration = ["path": .null]
            component.updatedAt = moment(7)
            try await store.update(component, secrets: [:])
            try await store.update(component, secrets: [:])
            try expect.equal(try await store.component(component.id), component, "the component")
            try expect.equal(try await store.component(named: "mine", of: .artifactStore), nil, "the old name")
            component.name = "other"
            try await expect.failure(.alreadyExists, of: "an update to a taken name") { [component] in
                try await store.update(component, secrets: [:])
            }
            try expect.equal(
                try await store.component(component.id)?.name, "renamed", "the name after a refused update")
            try await expect.failure(.notFound, of: "updating an unknown component") {
                try await store.update(Component.sample("new"), secrets: [:])
            }
        },
        Self("an update that replaces what is no longer stored is a conflict, and changes nothing") { store, expect in
            let first = Component.sample(secretOptions: ["key"])
            try await store.create(first, secrets: ["key": SecretString("k")])
            var (second, third) = (first, first)
            second.labels = ["by": "second"]
            third.labels = ["by": "third"]
            for _ in 0..<2 { try await store.update(second, replacing: first, secrets: [:]) }
            try await expect.failure(.conflict, of: "an update by somebody slower") { [third] in
                try await store.update(third, replacing: first, secrets: ["key": SecretString("k3")])
            }
            try expect.equal(try await store.component(first.id), second, "the component")
            try expect.equal(try await revealed(store, first), ["key": "k"], "the secrets")
            try await store.update(third, replacing: second, secrets: [:])
            try expect.equal(try await store.component(first.id), third, "the component after an update in time")
        },
        Self("of updates at once that replace the same, one counts") { store, expect in
            let first = Component.sample()
            try await store.create(first, secrets: [:])
            let counted = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        var changed = first
                        changed.labels = ["number": "\(number)"]
                        do {
                            try await store.update(changed, replacing: first, secrets: [:])
                            return 1
                        } catch let error as ApusError where error.code == .conflict {
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            try expect.equal(counted, 1, "the number of successful calls")
        },
        Self("a component's secrets are kept apart, and laid over by an update") { store, expect in
            var component = Component.sample(secretOptions: ["key", "token"])
            try await store.create(component, secrets: ["key": SecretString("k"), "token": SecretString("t\u{0}ü")])
            try await store.create(
                Component.sample("other", secretOptions: ["key"]), secrets: ["key": SecretString("other's")])
            try expect.equal(
                try await revealed(store, component), ["key": "k", "token": "t\u{0}ü"], "the secrets")
            try await store.update(component, secrets: ["key": SecretString("k2")])
            try expect.equal(
                try await revealed(store, component), ["key": "k2", "token": "t\u{0}ü"], "the secrets after an update")
            component.secretOptions = ["key"]
            try await store.update(component, secrets: [:])
            try expect.equal(
                try await revealed(store, component), ["key": "k2"], "the secrets after one is no longer named")
            try await store.deleteComponent(component.id)
            try expect.equal(try await revealed(store, component), [:], "the secrets of a removed component")
            let unknown = try await store.secrets(of: Identifier<Component>.make())
            try expect.equal(unknown.count, 0, "the number of secrets of an unknown component")
        },
        Self("a component that a stack has cannot be removed") { store, expect in
            guard let member = try await store.component(named: "default", of: .orchestrator) else {
                return try expect.fail("there is no default orchestrator")
            }
            do {
                try await store.deleteComponent(member.id)
                try expect.fail("the component is removed")
            } catch let error as ApusError where error.code == .inUse {
                try expect.holds("\(error)".contains("'default'"), "the error does not name the stack: \(error)")
            }
            try expect.equal(try await store.component(member.id), member, "the component")
        },
        Self("a removed component is gone, and its name is free") { store, expect in
            let component = Component.sample()
            try await store.create(component, secrets: [:])
            try await store.deleteComponent(component.id)
            try expect.equal(try await store.component(component.id), nil, "the component")
            try await expect.failure(.notFound, of: "removing it again") {
                try await store.deleteComponent(component.id)
            }
            try await store.create(Component.sample(), secrets: [:])
        },
        Self("of components that are created at once with one name, one is kept") { store, expect in
            let kept = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        do {
                            try await store.create(Component.sample("wanted"), secrets: [:])
                            return 1
                        } catch let error as ApusError where error.code == .alreadyExists {
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            try expect.equal(kept, 1, "the number of successful calls")
        },
    ]
}

private func revealed(_ store: any MetadataStore, _ component: Component) async throws -> [String: String] {
    try await store.secrets(of: component.id).mapValues { $0.revealed() }
}
