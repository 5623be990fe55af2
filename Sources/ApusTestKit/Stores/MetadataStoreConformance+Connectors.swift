import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let connectors: [Self] = [
        Self("a connector is found by identity and by name, unchanged") { store, expect in
            let connector = Connector.sample()
            try await store.create(connector, secrets: [:])
            try expect.equal(try await store.connector(connector.id), connector, "the connector by identity")
            try expect.equal(try await store.connector(named: "cluster"), connector, "the connector by name")
            try expect.equal(try await store.connector(named: "other"), nil, "an unknown name")
            try expect.equal(try await store.connector(.make()), nil, "an unknown identity")
        },
        Self("a connector's name is taken once") { store, expect in
            let connector = Connector.sample()
            try await store.create(connector, secrets: [:])
            try await store.create(connector, secrets: [:])
            try await expect.failure(.alreadyExists, of: "another connector of the name") {
                try await store.create(Connector.sample(), secrets: [:])
            }
        },
        Self("a connector is replaced by one of the same identity, and keeps its place") { store, expect in
            var connector = Connector.sample()
            try await store.create(connector, secrets: [:])
            try await store.create(Connector.sample("taken"), secrets: [:])
            connector.name = "renamed"
            connector.authMethod = "password"
            connector.resourceID = nil
            connector.configuration = ["server": .string("https://elsewhere")]
            connector.description = "what it is for"
            connector.expiresAt = moment(1.25)
            connector.expirySkewTolerance = 0
            connector.labels = [:]
            connector.updatedAt = moment(5)
            try await store.update(connector, secrets: [:])
            try expect.equal(try await store.connector(connector.id), connector, "the connector")
            try expect.equal(try await store.connector(named: "renamed"), connector, "the connector by its new name")
            try expect.equal(try await store.connector(named: "cluster"), nil, "the connector by its old name")
            connector.name = "taken"
            try await expect.failure(.alreadyExists, of: "a name that is taken") {
                try await store.update(connector, secrets: [:])
            }
            try expect.equal(try await store.connector(connector.id)?.name, "renamed", "the name after that")
            try await expect.failure(.notFound, of: "updating an unknown connector") {
                try await store.update(Connector.sample("new"), secrets: [:])
            }
        },
        Self("an update of a connector that replaces what is no longer stored is a conflict, and changes nothing") {
            store, expect in
            let first = Connector.sample(secretOptions: ["token"])
            try await store.create(first, secrets: ["token": SecretString("t")])
            var (second, third) = (first, first)
            second.labels = ["by": "second"]
            third.labels = ["by": "third"]
            for _ in 0..<2 { try await store.update(second, replacing: first, secrets: [:]) }
            try await expect.failure(.conflict, of: "an update by somebody slower") { [third] in
                try await store.update(third, replacing: first, secrets: ["token": SecretString("t3")])
            }
            try expect.equal(try await store.connector(first.id), second, "the connector")
            let kept = try await store.secrets(of: first.id).mapValues { $0.revealed() }
            try expect.equal(kept, ["token": "t"], "the secrets")
            try await store.update(third, replacing: second, secrets: [:])
            try expect.equal(try await store.connector(first.id), third, "the connector after an update in time")
        },
        Self("a connector's secrets are laid over by an update, and forgotten when no longer named") { store, expect in
            var connector = Connector.sample(secretOptions: ["key", "token"])
            try await store.create(connector, secrets: ["key": SecretString("k"), "token": SecretString("t")])
            try await store.update(connector, secrets: ["key": SecretString("k2")])
            var kept = try await store.secrets(of: connector.id).mapValues { $0.revealed() }
            try expect.equal(kept, ["key": "k2", "token": "t"], "the secrets after an update")
            connector.secretOptions = ["token"]
            try await store.update(connector, secrets: [:])
            kept = try await store.secrets(of: connector.id).mapValues { $0.revealed() }
            try expect.equal(kept, ["token": "t"], "the secrets after one is no longer named")
        },
        Self("connectors are listed by name") { store, expect in
            try expect.equal(try await store.connectors(), [], "the list of a new store")
            for name in ["b", "c", "a"] { try await store.create(Connector.sample(name), secrets: [:]) }
            try expect.equal(try await store.connectors().map(\.name), ["a", "b", "c"], "the list")
        },
        Self("a connector's secrets are kept apart, and go with it") { store, expect in
            let connector = Connector.sample(secretOptions: ["token"])
            try await store.create(connector, secrets: ["token": SecretString("t")])
            let kept = try await store.secrets(of: connector.id).mapValues { $0.revealed() }
            try expect.equal(kept, ["token": "t"], "the secrets")
            try await store.deleteConnector(connector.id)
            let left = try await store.secrets(of: connector.id)
            try expect.equal(left.count, 0, "the number of secrets of a removed connector")
            try expect.equal(try await store.connector(connector.id), nil, "the removed connector")
            try await expect.failure(.notFound, of: "removing it again") {
                try await store.deleteConnector(connector.id)
            }
        },
        Self("a connector that a component is bound to cannot be removed") { store, expect in
            let connector = Connector.sample()
            try await store.create(connector, secrets: [:])
            var component = Component.sample("bound")
            try await store.create(component, secrets: [:])
            component.connector = ConnectorBinding(
                connector: connector.id, resourceType: .kubernetesCluster, resourceID: "prod")
            try await store.update(component, secrets: [:])
            do {
                try await store.deleteConnector(connector.id)
                try expect.fail("the connector is removed")
            } catch let error as ApusError where error.code == .inUse {
                try expect.holds("\(error)".contains("'bound'"), "the error does not name the component: \(error)")
            }
            component.connector = nil
            try await store.update(component, secrets: [:])
            try await store.deleteConnector(connector.id)
        },
    ]
}
